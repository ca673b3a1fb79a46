#!/usr/bin/env python3
"""Generate conflict-news English from a small probabilistic grammar.

The output is raw text (paragraphs of 3-6 sentences, blank line between them)
meant for a teacher parser, which turns it into silver dependency trees.  All
names of people are invented; events are random and describe nothing real.

Usage:  generate.py --output FILE [--count 60000] [--seed 7] [--stats]

Notation of the grammar (RULES, one `NAME = alternative | alternative` each):
  {3}          weight of the alternative that follows (default 1)
  <X>          expand X; <X?40> with 40 % probability (less when deep)
  <^X>         expand X and take its number as that of the current subject
  <X:f>        expand X with verb form f: ed, en, ing, base, pr (agreeing present),
               en1 (a one-word participle, for use before a noun)
  <X:*>        hand the current verb form on
  [pl] [sg]    set the number of this phrase
  [be] [have]  auxiliary in the current form; [was] [is] [has] agree in number
  [they] [their] pronoun agreeing in number      [poss] genitive ending
  [cap]        capitalise what follows           ~ s or z (-ise/-ize)
  « »          quotation marks, style drawn per sentence
Names in capitals start a new number scope, those in small letters inherit it.
VERBS hold `base past/participle`; `*` doubles the last consonant.
"""
import argparse
import random
import re

# --- verbs: class -> comma-separated entries; words after the first are particles/prepositions
VERBS = {
 # objects are people
 "TP": """kill, kill, wound, injure, maim, abduct, kidnap*, execute, behead, arrest, detain, capture, ambush, shoot shot,
 gun* down, pick off, assassinate, murder, slaughter, massacre, torture, beat beat/beaten, hang, evict, expel*, disarm,
 surround, free, release, rescue, evacuate, displace, interrogate, target, attack, hit* hit/hit, stab*, whip*, flog*,
 round up, mow down mowed/mown, cut* down cut/cut, hunt down, take_hostage, hold_captive, shoot_dead, burn_alive, strafe,
 neutrali~e, liquidate, repel*, rout, bomb, fire on, shell, slay slew/slain, pin* down, conscript, recruit, uproot,
 harass, intimidate, imprison, martyr, lynch, electrocute, poison, stone, crush, humiliate, strike struck, drive_out""",
 # objects are buildings and infrastructure
 "TB": """torch, raze, level*, flatten, gut*, burn down, blow up blew/blown, damage, destroy, ransack, loot, demolish, wreck,
 dynamite, sabotage, cripple, knock out, bulldoze, vandali~e, hit* hit/hit, strike struck, shell, bomb, bombard, target,
 set_ablaze, set_alight, reduce_rubble, occupy, raid, storm, attack, seize, obliterate, disable, plunder, pummel*, rocket,
 batter, pulveri~e, tear down tore/torn, devastate, booby-trap*, mine, cordon off, search, guard, deface, desecrate""",
 # objects are vehicles, vessels, aircraft
 "TV": """hijack, seize, down, down, shoot down shot, bring down brought, ambush, disable, sink sank/sunk, scuttle, board,
 intercept, torpedo, ram*, commandeer, impound, destroy, torch, blow up blew/blown, hit* hit/hit, strike struck, damage,
 incinerate, stop*, search, overturn, steal stole/stolen, attack, jam*, cripple, rake, riddle_bullets, capsize, tow away""",
 # objects are places and positions
 "TL": """overrun* overran/overrun, overrun* overran/overrun, overrun* overran/overrun, overrun* overran/overrun, storm, storm, capture, seize, shell, bomb, bombard, pound, besiege,
 encircle, recapture, retake retook/retaken, attack, raid, enter, occupy, abandon, liberate, invade, strafe, blockade,
 cut* off cut/cut, sweep through swept, hit* hit/hit, strike struck, rock, take took/taken, lose lost, hold held,
 defend, surround, penetrate, infiltrate, reach, level*, raze, devastate, control*, clear, plunder, pillage, burn,
 secure, carpet-bomb, hammer, batter, pummel*, mortar, annex, cede, reinforce, fortify""",
 # objects are weapons
 "TW": """fire, fire, fire, lob*, launch, launch, hurl, throw threw/thrown, drop*, detonate, unleash, rain down, shoot shot, direct, aim""",
 "TWX": "plant, detonate, smuggle, lay laid, bury, hide hid/hidden, stockpile, seize, confiscate, defuse, uncover, test, intercept, shoot down shot, down, destroy, transport, supply, deploy",
 # motion and other intransitives (preposition included)
 "MO": """advance toward, advance toward, advance toward, advance towards, advance on, advance into, withdraw withdrew/withdrawn from, retreat from, retreat to,
 retreat toward, flee fled to, flee fled from, march on, march into, pull out of, pull back from, push into, push toward, cross into,
 move into, move toward, drive drove/driven into, return to, break broke/broken through to, fall fell/fallen back to, close in on,
 pour into, stream out of, edge toward, sneak into, slip* into, come came/come within sight of, head for, deploy to, regroup in, dig* dug in near,
 set* set/set off for, arrive in, land in, gather near, camp on the edge of, march out of, sweep swept into, burst burst/burst into, rush to, mass on the border near""",
 "IN": """surrender, defect, escape, regroup, mutiny, disband, retaliate, retreat, withdraw withdrew/withdrawn, advance, fight fought back,
 disappear, flee fled, scatter, desert, resist, counterattack, give gave/given up, run* ran/run out of ammunition, lay laid down their arms, open fire, come came/come under fire""",
 "PA": """clash with, fight fought, battle, engage, fire on, open fire on, retaliate against, skirmish with, rise rose/risen up against, side with, collude with,
 trade fire with, exchange fire with, turn on, swear swore/sworn allegiance to, split* split/split from, break broke/broken with, confront, rebel* against, outgun*, rout, repel*, ambush, defeat, join, surrender to, defect to""",
 "LV": "carry out, carry out, launch, launch, conduct, stage, mount, wage, commit*, perpetrate, plan*, order, lead led, foil, thwart, orchestrate, mastermind, plot*, initiate, undertake undertook/undertaken, execute, repulse, prepare",
 # things as subjects: explosions, rockets, falling aircraft
 "WS": """hit* hit/hit, hit* hit/hit, strike struck, slam* into, land in, land near, fall fell/fallen on, fall fell/fallen near, explode near, explode inside, rip* through,
 tear tore/torn through, smash into, crash into, plough into, detonate near, shake shook/shaken, rock, destroy, damage, flatten, level*, burst burst/burst above, go went/gone off near, ignite, pierce, graze, miss, engulf, gut*""",
 "WP": "kill, wound, injure, maim, bury, trap*, tear_apart, knock over, burn, displace, strike struck",
 "CR": "crash, crash in, crash near, crash into, catch caught fire over, explode over, plunge into, go went/gone down near, come came/come down near, burn, veer off toward, vanish over, overturn near, sink sank/sunk off, run* ran/run aground off",
 # people who suffer
 "SUF": "die, die, perish, flee fled, suffer, survive, disappear, go went/gone missing, bleed bled to death, starve, drown, suffocate, burn to death, collapse, shelter, weep wept, run* ran/run for cover, lose lost [their] homes, succumb to [their] wounds",
 # speech and attitude
 "SAY": "say said, say said, say said, say said, add, claim, confirm, announce, allege, insist, acknowledge, warn, stress, reiterate, declare, report, note, assert, reveal, admit*, maintain, testify, estimate, suggest, believe, fear, emphasi~e, conclude, boast, predict, argue, recall, explain, disclose, contend, concede",
 "TELL": "tell told reporters, tell told parliament, tell told the agency, tell told state television, inform journalists, tell told a news conference, write wrote/written on Telegram, say said in a statement, say said by telephone, tell told the Security Council",
 "ATT": "condemn, condemn, denounce, deplore, hail, praise, critici~e, decry, defend, justify, investigate, mourn, celebrate, applaud, confirm, deny, downplay, witness, film, document, fear, regret*, protest, ignore, welcome",
 "FOR": "blame, praise, critici~e, condemn, denounce, thank, sanction, fault, punish, jail, try, prosecute, convict, rebuke",
 "OF": "accuse, accuse, accuse, suspect, convict, acquit*, absolve, warn",
 "CTL": "vow, threaten, refuse, agree, try, attempt, plan*, pledge, decide, fail, manage, continue, begin* began/begun, want, hope, promise, prepare, intend, seek sought, struggle, offer, start, swear swore/sworn, move, decline, conspire, hesitate",
 "OBC": "order, order, force, urge, tell told, ask, allow, compel*, help, command, instruct, enable, persuade, authori~e, direct, call on, train, pay paid, encourage, lead led, press, forbid* forbade/forbidden, prompt",
 "GER": "deny, admit*, stop*, resume, begin* began/begun, keep kept, consider, avoid, risk, start, end up, finish, regret*, insist on, succeed in, refrain from, persist in, boast of, confess to",
 "RAI": "believe, think thought, say said, report, know knew/known, allege, understand understood, expect, rumour, suspect, presume, assume",
 "CLM": "claim responsibility for, deny involvement in, take took/taken credit for, deny carrying out, admit* to, disavow, vow revenge for, apologi~e for",
}
# complements that follow the object: entry `take_hostage` = verb + tail after the object
SPLIT = {"take_hostage": ("take took/taken", "hostage"), "hold_captive": ("hold held", "captive"), "shoot_dead": ("shoot shot", "dead"),
 "burn_alive": ("burn", "alive"), "drive_out": ("drive drove/driven", "out"), "set_ablaze": ("set* set/set", "ablaze"),
 "set_alight": ("set* set/set", "alight"), "reduce_rubble": ("reduce", "to rubble"), "riddle_bullets": ("riddle", "with bullets"),
 "tear_apart": ("tear tore/torn", "apart")}

# --- vocabulary: name -> comma-separated items (items may contain grammar references)
WORDS = {
 "nat": """Iraqi, Syrian, Yemeni, Israeli, Palestinian, Lebanese, Ukrainian, Russian, Sudanese, Malian, Nigerien, Nigerian, Somali, Congolese, Rwandan, Ethiopian,
 Eritrean, Burmese, Colombian, Haitian, Philippine, Indian, Pakistani, Azerbaijani, Armenian, Libyan, Mexican, Turkish, Iranian, American, US, British, French, Saudi,
 Emirati, Kenyan, Ugandan, Burundian, Chadian, Kurdish, Afghan, Jordanian, Egyptian, Burkinabe, Cameroonian, Mozambican, Serbian, Georgian""",
 "ctry": "Iraq, Syria, Yemen, Israel, Lebanon, Ukraine, Russia, Sudan, South Sudan, Mali, Niger, Nigeria, Burkina Faso, Somalia, Congo, Rwanda, Ethiopia, Eritrea, Myanmar, Colombia, Haiti, the Philippines, India, Pakistan, Azerbaijan, Armenia, Libya, Mexico, Turkey, Iran, Afghanistan, Chad, Kenya, Jordan, Egypt, Saudi Arabia",
 "city": """Mosul, Baghdad, Kirkuk, Fallujah, Tikrit, Sinjar, Aleppo, Idlib, Homs, Raqqa, Deir ez-Zor, Manbij, Qamishli, Daraa, Sanaa, Aden, Hodeidah, Marib, Taiz, Saada, Gaza City, Rafah, Khan Younis, Jenin, Nablus, Hebron, Tulkarm, Tyre, Sidon, Nabatieh, Baalbek, Tripoli,
 Kharkiv, Kherson, Bakhmut, Avdiivka, Kramatorsk, Odesa, Sumy, Pokrovsk, Zaporizhzhia, Mariupol, Belgorod, Khartoum, Omdurman, El Fasher, Nyala, El Obeid, Wad Madani, Geneina, Gao, Timbuktu, Kidal, Menaka, Mopti, Djibo, Ouahigouya, Diffa, Tillaberi, Maiduguri, Damboa, Bama, Kaduna,
 Mogadishu, Kismayo, Baidoa, Beledweyne, Garowe, Goma, Bukavu, Beni, Bunia, Rutshuru, Uvira, Butembo, Mekelle, Axum, Gondar, Lalibela, Dessie, Lashio, Myitkyina, Sittwe, Loikaw, Mandalay, Hakha, Tumaco, Arauca, Cúcuta, Buenaventura, Port-au-Prince, Gonaïves, Cité Soleil, Marawi, Jolo, Cotabato, Zamboanga,
 Srinagar, Pulwama, Sopore, Baramulla, Stepanakert, Shusha, Lachin, Agdam, Benghazi, Misrata, Sirte, Derna, Sabha, Culiacán, Reynosa, Tijuana, Ciudad Juárez, Kabul, Kandahar, Kunduz, Ghazni, Quetta, Peshawar, Juba, Malakal, Bentiu, N'Djamena, Damascus, Beirut, Tehran, Ramallah, Palma""",
 "rgn": "Darfur, North Kivu, South Kivu, Ituri, Tigray, Amhara, Oromia, Rakhine, Shan State, Kachin, Chin State, Anbar, Nineveh, Diyala, the Donbas, Crimea, the Gaza Strip, the West Bank, the Golan Heights, the Bekaa Valley, Kordofan, Borno, Zamfara, Mindanao, Basilan, Kashmir, Nagorno-Karabakh, Cauca, Catatumbo, Sinaloa, Michoacán, Cabo Delgado, Puntland, Jubaland, Balochistan, Helmand, Fezzan, the Sahel, the Red Sea, the Liptako-Gourma region",
 "group": """al-Shabab, Hezbollah, Hamas, Islamic Jihad, the Islamic State group, the Taliban, Boko Haram, M23, the Houthis, the Rapid Support Forces, the Arakan Army, the Wagner Group, the Kurdistan Workers' Party, the Allied Democratic Forces, CODECO,
 the National Liberation Army, Abu Sayyaf, Ansar Dine, Fano, the Oromo Liberation Army, the Syrian Democratic Forces, the Peshmerga, Lashkar-e-Taiba, the Sinaloa Cartel, the Viv Ansanm coalition, the Libyan National Army, the Badr Organi~ation, Kataib Hezbollah, the Red Hand Brigade, the Southern Front, the Desert Falcons, the Clan del Golfo, the Karen National Union, the Tigray People's Liberation Front""",
 "side": "rebel, government, militia, army, insurgent, separatist, opposition, jihadist, coalition, loyalist, junta, cartel, paramilitary, regime, resistance, guerrilla, police, border, security, tribal, gang, Houthi, Taliban, Hezbollah, Hamas",
 "force": "forces, troops, soldiers, fighters, commandos, militants, units, militiamen, police, security forces, border guards, paratroopers, marines, special forces, gunners, infantrymen, intelligence agents, peacekeepers, mercenaries, reservists, snipers, conscripts",
 "armed": "gunmen, paramilitaries, militiamen, insurgents, settlers, commandos, rebels, guerrillas, jihadists, assailants, attackers, bandits, raiders, gang members, vigilantes, mutineers, hitmen, separatists, snipers, tribesmen, pirates, mercenaries, extremists, deserters, herders, militants, fighters, partisans, suicide bombers, kidnappers, infiltrators",
 "craft": "warplanes, fighter jets, helicopter gunships, drones, tanks, gunboats, attack helicopters, artillery batteries, warships, bombers, jets, patrol boats, armoured columns",
 "org1": "army, navy, air force, military, junta, militia, government, police force, coalition, rebel alliance, cartel, gang, brigade, armed wing, paramilitary force, ruling council, special unit, separatist movement",
 "civ": "civilians, villagers, farmers, children, women, worshippers, schoolchildren, refugees, students, displaced people, aid workers, journalists, shepherds, fishermen, miners, traders, pilgrims, commuters, passengers, tourists, migrants, teachers, nurses, doctors, medics, paramedics, truck drivers, hostages, prisoners, detainees, protesters, elders, labourers, bystanders, shoppers, mourners, nuns, foreigners, residents, vaccinators, engineers",
 "mil": "soldiers, policemen, officers, fighters, militants, recruits, peacekeepers, guards, border guards, rebels, troops, conscripts, commanders, insurgents, militiamen, prisoners of war, contractors, patrolmen, paratroopers, gang members, suspects, informants",
 "civ1": "civilian, farmer, teenager, journalist, shepherd, aid worker, nurse, teacher, taxi driver, priest, imam, student, fisherman, tribal elder, pregnant woman, ten-year-old boy, schoolgirl, shopkeeper, judge, photographer, mayor, human rights lawyer, politician, local councillor, soldier, policeman, senior commander, intelligence officer, bodyguard, militant, rebel leader, peacekeeper, off-duty officer, French national, diplomat",
 "bld1": "hospital, mosque, church, police station, military base, market, school, clinic, refinery, oil depot, power plant, water plant, airport, airfield, checkpoint, bakery, apartment block, warehouse, prison, courthouse, bus station, bridge, dam, pipeline, ammunition depot, radar station, radio mast, customs post, army barracks, hotel, government building, embassy, fuel depot, grain silo, shrine, monastery, power line, substation, weapons factory, refugee camp, dispensary, training camp, command post, headquarters, gas field, railway station, university, television station, cemetery, outpost, telecoms tower, wedding hall, farmhouse",
 "blds": "homes, houses, shops, villages, schools, huts, churches, clinics, checkpoints, positions, apartment buildings, market stalls, crops, power lines, greenhouses, tents, olive groves, bridges, factories, granaries, fuel tanks, offices, outposts, tunnels, observation posts, silos, wells, barns, barracks, trenches, bunkers",
 "veh1": "convoy, bus, patrol, pickup truck, fuel tanker, armoured vehicle, ambulance, police car, minibus, tank, drone, helicopter, fighter jet, transport plane, cargo ship, oil tanker, patrol boat, train, motorbike, supply truck, fishing boat, aid convoy, military truck, bulk carrier, reconnaissance drone, gunship, container ship, personnel carrier, ferry, taxi",
 "vehs": "vehicles, trucks, tanks, ambulances, drones, helicopters, pickup trucks, buses, motorcycles, armoured personnel carriers, fuel tankers, boats, warplanes, cars, rocket launchers, aid trucks, howitzers",
 "wpn1": "rocket, missile, mortar shell, roadside bomb, car bomb, grenade, drone, cruise missile, ballistic missile, landmine, tank shell, suicide drone, rocket-propelled grenade, petrol bomb, glide bomb, barrel bomb, artillery shell, anti-tank missile, improvised explosive device, torpedo, shell, bomb, warhead, surface-to-air missile, truck bomb, magnetic bomb, loitering munition",
 "wpns": "rockets, missiles, mortars, shells, mortar shells, grenades, drones, cruise missiles, ballistic missiles, rocket-propelled grenades, petrol bombs, barrel bombs, artillery shells, cluster munitions, stun grenades, tear gas canisters, glide bombs, anti-tank missiles, incendiary bombs, bombs, warning shots, rubber bullets, Molotov cocktails, explosive drones, interceptors, white phosphorus shells",
 "stuff": "landmines, explosives, roadside bombs, booby traps, detonators, assault rifles, ammunition, heavy weapons, mines, car bombs, improvised explosive devices, sea mines, sniper rifles",
 "guns": "machine guns, automatic rifles, assault rifles, machetes, mortars, drones, heavy artillery, small arms, rocket launchers, knives, explosives, anti-aircraft guns, tanks, clubs, Grad rockets, air strikes, sniper fire, tear gas",
 "nom": "attack, attack, raid, assault, airstrike, air strike, strike, ambush, offensive, operation, bombing, suicide bombing, drone strike, rocket attack, missile strike, incursion, massacre, counterattack, counteroffensive, shooting, hit-and-run attack, sweep, search operation, hostage-taking, mortar attack, ground assault, reprisal attack, cross-border raid, arson attack, barrage, siege, sabotage operation, amphibious landing, prison break, car bombing, cyberattack, manhunt, crackdown",
 "noms": "attacks, raids, airstrikes, strikes, arrests, operations, ambushes, bombings, killings, executions, kidnappings, abductions, incursions, reprisals, drone strikes, air raids, assassinations, beheadings, lootings, clashes, patrols, evictions, deportations, atrocities, war crimes, skirmishes, artillery strikes",
 "mass": "shelling, shelling, bombing, fighting, bombardment, violence, artillery fire, gunfire, mortar fire, sniper fire, looting, heavy fighting, intense shelling, rocket fire, crossfire, street fighting, torture, cross-border fire, forced displacement, unrest",
 "fire": "shelling, fighting, bombardment, gunfire, artillery fire, mortar fire, looting, sniper fire, rocket fire",
 "adj": "deadly, coordinated, massive, pre-dawn, fresh, brazen, surprise, large-scale, joint, overnight, heavy, sustained, bloody, retaliatory, indiscriminate, deliberate, failed, botched, so-called, wide-ranging, rare, complex, unprovoked, pre-emptive, punitive, intense",
 "padj": "armed, masked, unidentified, unknown, suspected, heavily armed, local, foreign, hooded, rival, allied, alleged, retreating, advancing, besieged, uniformed, hardline, Islamist, pro-government, anti-government, pro-Russian, anti-junta, far-right, Iran-backed, Turkish-backed, US-led, Saudi-led, Emirati-backed, Kurdish-led, Rwanda-backed, Moscow-backed, Iranian-aligned, state-sponsored, battle-hardened",
 "vadj": "unarmed, innocent, elderly, wounded, young, displaced, captured, kidnapped, foreign, injured, fleeing, starving, surrendering, off-duty, high-ranking, captive, trapped, abducted, stranded, terrified, homeless",
 "badj": "abandoned, crowded, fortified, disused, Soviet-era, UN-run, rebel-held, government-run, besieged, sprawling, makeshift, nearby, newly built, army-run, church-run, bombed-out, damaged, captured, looted, burned-out, shattered, heavily guarded, occupied, state-owned, recaptured",
 "ladj": "besieged, strategic, northern, southern, eastern, western, central, rebel-held, government-held, war-torn, contested, mountainous, border, coastal, disputed, Russian-occupied, militia-controlled, shelled, liberated, encircled, embattled, ruined, mainly Kurdish",
 "adv": "reportedly, repeatedly, allegedly, deliberately, briefly, finally, quickly, then, later, also, systematically, apparently, accidentally, routinely, secretly, brutally, again, partially, initially, immediately, mistakenly, simultaneously, eventually, indiscriminately, gradually",
 "madv": "heavily, repeatedly, badly, severely, deliberately, partly, completely, almost entirely, reportedly, allegedly, accidentally, seriously, slightly, directly, largely, later, also, lightly, fatally",
 "num": "two, two, three, three, four, five, six, seven, eight, nine, ten, 11, 12, 13, 14, 15, 17, 18, 20, 22, 25, 30, 37, 40, 52, 60, 75, 100, 130, 250, 1,200, at least three, at least six, at least 14, more than a dozen, around 40, some 200, up to 50, dozens of, scores of, hundreds of, several, a number of, more than 1,000, as many as 80, nearly 300, about two dozen, over 70, fewer than ten, thousands of, a dozen, another four, most of the",
 "nplain": "two, three, four, five, six, seven, eight, nine, ten, 11, 14, 16, 21, 38, 43, 64, 90, 115, dozens, scores, hundreds, at least five, at least 12, several, more than 30, many others, four others, three more",
 "day": "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
 "month": "January, February, March, April, May, June, July, August, September, October, November, December",
 "year": "1994, 2003, 2006, 2011, 2012, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024",
 "clock": "at dawn, at dusk, shortly before midnight, just after midnight, around 3am, at about 5:30 a.m., before sunrise, after Friday prayers, in broad daylight, at 11:40 p.m., in the early hours, at nightfall, at noon",
 "first": "Tarek, Samir, Idriss, Olena, Mykola, Vadym, Yusuf, Amina, Halima, Nadia, Farid, Karim, Omar, Musa, Abdou, Moussa, Jean-Claude, Patrice, Emeka, Chidi, Tesfaye, Haile, Selam, Thant, Aung, Rodrigo, Marisol, Esteban, Lucía, Gaston, Wilner, Rashid, Imran, Farooq, Anahit, Levon, Rauf, Elchin, Dmitri, Sergei, Anton, Yael, Avi, Noa, Daniel, Sarah, Michael, Claire, Hélène, Kemal, Leyla, Behrouz, Mahmoud, Hassan, Ibrahim, Fatima, Ali, Zainab, Dilshad, Rebin",
 "last": "Haddou, Benmarek, al-Tamri, al-Jaberi, Kovtanenko, Petrushko, Hrynchuk, Diallowa, Traoulé, Keitani, Okonwe, Adebari, Mukwira, Bahatiro, Gebremika, Tadessu, Zaw Linn, Htet Min, Quiroval, Mendarte, Saldívaro, Joselmond, Pierrelus, Dagohan, Macaraya, Wanigar, Qureshani, Bhatkar, Sarkavian, Mnatsagan, Huseynzad, Mammadli, el-Farjani, Zintawi, Volkonin, Drozhdin, Ben-Arad, Shalvit, Carrow, Whitford, Lemarchal, Dubrenne, Yildaran, Karasoy, Rahvand, Golestari, Abu Nimer, Khalidun, Saadoun, Warsamo, Dirirow, Nurani, Barzenji, Hawramy, Otieri, Kiplago",
 "title": "Colonel, General, Major, Captain, Lieutenant, Brigadier General, Lt. Col., Sgt., President, Prime Minister, Defence Minister, Foreign Minister, Governor, Mayor, Sheikh, Commander, Dr., Interior Minister, Ambassador, Major General, Admiral, Police Chief, spokesman, spokeswoman, army spokesman, rebel commander, Secretary-General, Senator",
 "role": "the head of <group>, a spokesman for <group>, the <nat> defence minister, a senior commander, the mayor of <city>, the governor of <rgn>, a resident of <city>, a military spokeswoman, the UN envoy to <ctry>, a local journalist, the leader of the <org1>, a former hostage, a doctor at the hospital in <city>, an aid official, a human rights activist, the deputy commander of the <nat> <org1>, the group's second-in-command, an analyst at a think tank in <city>, the police chief of <city>, a tribal leader, who heads the <nat> <org1>, who witnessed the attack",
 "src": "officials, residents, witnesses, police, activists, local officials, army officials, medics, aid groups, security sources, the army, the military, the ministry, state media, the UN, the United Nations, the police, hospital sources, monitors, analysts, rights groups, human rights investigators, the Interior Ministry, the group, the rebels, the militia, prosecutors, diplomats, rescue workers, the Red Cross, tribal elders, survivors, two intelligence officials, a hospital director, a police officer, the regional governor, a military spokesman, local media, a monitoring group, people familiar with the matter",
 "rep": "statement, report, communiqué, video, press release, internal memo, social media post, court filing, confidential report",
 "cause": "the arrest of its leader, the killing of <NVC>, the death of <NO>, months of <mass>, the collapse of the ceasefire, an earlier <nom>, the <nom> on <city>, Western sanctions, a failed coup, the bombing of <NB>, the desecration of a shrine, rocket fire from <rgn>, the assassination of its commander",
 "ctx": "rising tensions, an internationally brokered ceasefire, heavy <mass>, fears of a wider war, calls for restraint, a worsening humanitarian crisis, a nationwide blackout, growing international pressure, a truce, fierce resistance, peace talks in <city>, mounting casualties, torrential rain, a state of emergency, the presence of peacekeepers, a fuel shortage",
 "body": "the United Nations, the African Union, the European Union, the Security Council, the White House, the Kremlin, Amnesty researchers, the Arab League, Washington, Moscow, Ankara, Tehran, Paris, the Vatican, Kyiv, Islamabad",
 "res": "killing <NV>, wounding <NV>, killing <num> people and wounding <nplain>, leaving <nplain> dead, forcing thousands to flee, causing widespread damage, destroying <NB>, setting <NB> ablaze, sparking panic, injuring <num> people, triggering <a1> fire, cutting off the main road to <city>, burying dozens under the rubble, plunging the city into darkness, damaging <NB>, displacing around 3,000 families, leaving behind weapons and vehicles, wounding dozens more",
}

RULES = r"""
a1 = a huge | a | a fierce
modal = will | would | could | may | might | can | must | should | had to
# ---- noun phrases: A actor, V victim, B building, H vehicle, L place, W weapon, I incident, O official
NA = {9}<^NAC> | {2}<^NAC> <actmod> | {1.2}<^NAp>, <actrel>, | {.7}<^NP> | {.5}<^NO>, who <vp:ed>, | {1}<NAC> and <NAC>[pl] | .5 <nplain2> of the <armed>[pl]
NAC = {5}<armed>[pl] | {4}<padj> <armed>[pl] | {6}<nat> <force>[pl] | {3}<side> <force>[pl] | {3}<group>[pl] | {1}<nat> <craft>[pl] | {1}<padj> <force>[pl] | {2}the <nat> <org1>[sg] | {1}the <padj> <org1>[sg] | {2}<num> <armed>[pl] | {1}<num> <padj> <armed>[pl] | {1}members of <group>[pl] | {1}fighters from <group>[pl] | {1}a group of <armed>[pl] | {1}a <side> commander[sg] | .7 a suspected member of <group>[sg] | {1}<nat>-backed <force>[pl] | {1}<armed> loyal to <NP>[pl] | .6 a lone gunman[sg] | .6 a suicide bomber[sg] | .7 an armed wing of <group>[sg] | {1}<nat> and <nat> <force>[pl] | .7 the <armed>[pl]
actmod = from <ctry> | in <city> | on motorcycles | riding in pickup trucks | armed with <guns> | wearing military uniforms | backed by <nat> <craft> | dressed as <civ> | led by <NP> | supported by <nat> <craft> | stationed in <city> | trying to <vp:base> | operating in <rgn> | trained by <ctry> | who <vp:ed> | who [has] <vp:en> | accused of <vp:ing> | believed to <haveen> | disguised in <nat> uniforms | based in <rgn>
actrel = backed by <nat> <craft> | who <vp:ed> | who [was] <believed> to <haveen> | including <num> <nat> nationals | some of them <padj> | many of them from <ctry> | whose commander was <TP:en> <tm> | whose base in <city> was <TB:en> <tm> | armed with <guns> | led by <NP> | known locally as « the <craft> »
haveen = have <vp:en> | be <vp:ing> | have been <vp:ing>
NV = {8}<^NVC> | {2}<^NVC> <vicmod> | {1}<^NVp>, <vicrel>, | {.8}<^NP> | {.4}<^NO>, who had been <TP:en>, | {1.5}<NVC> and <NVC>[pl] | .5 <NVC>, <NVC> and <NVC>[pl] | .4 both <civ> and <mil>[pl]
NVp = {2}<num> people[pl] | {1}<civ>[pl] | {2}<num> <nat> <mil>[pl] | {4}<num> <civ>[pl] | {3}<num> <mil>[pl] | {2}<num> <vadj> <civ>[pl] | {.5} <NO> and <num> of his bodyguards[pl] | <num> <civ> <vicmod>[pl] | a <civ1> and a <civ1>[pl]
NAp = <group>[pl] | <side> <force>[pl] | <num> <armed>[pl] | members of <group>[pl] | <armed>[pl] | <nat> <force>[pl] | <padj> <armed>[pl] | fighters loyal to <NO>[pl]
NIs = a <adj> <nom>[sg] | heavy <fire>[sg] | a <nom> <imod>[sg] | no <fire>[sg] | an exchange of fire between <NAC> and <NAC>[sg]
NVC = {5}<num> <civ>[pl] | {4}<num> <mil>[pl] | {3}<civ>[pl] | {2}<num> <vadj> <civ>[pl] | {3}<num> <nat> <mil>[pl] | {.7}<num> <TP:en1> <civ>[pl] | {.4}the <TP:en1> <mil>[pl] | {.3}a <TP:en1> <civ1>[sg] | {2}<num> people[pl] | {2}a <civ1>[sg] | {1}a <nat> <civ1>[sg] | {1}<vadj> <civ>[pl] | {1}<num> members of <group>[pl] | {1}<NO>[poss] brother[sg] | {1}the <civ1>[sg] | .5 an entire family[sg] | .6 <num> women and children[pl] | .6 one soldier and <num> <civ>[pl] | {1}<num> suspected members of <group>[pl] | .5 their own commander[sg] | .6 a <civ1> and his two sons[pl] | .5 the wife of <NP>[sg]
vicmod = <TP:en> <by?50> <loc?60> | <TP:en> in <NIc> | trapped in <NBC> | hiding in <NBC> | travelling to <city> | returning from <city> | waiting outside <NBC> | working for <body> | accused of <vp:ing> | who [was] <TP:en> <by?60> <tm?40> | who had <SUF:en> | held by <group> | fleeing <mass> | fleeing the <mass> in <rgn> | sleeping in tents | suspected of <vp:ing> | guarding <NBC> | from <city> | <^NAC> had <TP:en> | whom <NAC> <TP:ed> <tm> | <NAC> <TP:ed> <tm> | wanted for <vp:ing> | living near <NBC> | queueing for bread | who [was] <SUF:ing> | who refused to <vp:base>
vicrel = including <num> children | among them a <civ1> | most of them <civ> | some of whom had been <TP:en> | whose bodies were found near <city> | who had been <TP:en> <tm> | all of them <TP:en> <by?50> <loc?40> | one of them a <civ1> | two of whom later died | whom <NAC> accused of <vp:ing> | whose <kin> were <TP:en> <tm?50>
kin = relatives | children | brothers | parents | comrades | colleagues
NB = {6}<^NBC> | {2}<^NBC> <loc> | {1.2}<^NBC> <bldmod> | {1}<NBC> and <NBC>[pl] | .5 <NBC>, <NBC> and <NBC>[pl]
NBC = {5}a <bld1>[sg] | {2}the <bld1>[sg] | {2}a <badj> <bld1>[sg] | {2}<blds>[pl] | {2}<num> <blds>[pl] | {1}the <city> <bld1>[sg] | {1}<nat> <blds>[pl] | {1}<NO>[poss] house[sg] | {1}the <nat> embassy[sg] | {1}<num> <badj> <blds>[pl] | .6 parts of a <bld1>[pl] | {1}<side> positions[pl] | .7 the headquarters of <group>[sg] | .6 the home of <NP>[sg] | {1}<blds> and <vehs>[pl] | .6 <city>[poss] main <bld1>[sg] | .7 the <TB:en1> <bld1>[sg] | {.5}<TB:en1> <blds>[pl] | {.4}a <TB:en1> <bld1>[sg]
bldmod = used by <NAC> | housing <civ> | sheltering <num> <civ> | <TB:en> <by?60> <tm?40> | that had been <TB:en> <tm?50> | which had been <TB:en> <by?50> | where <num> <civ> were sheltering | <^NAC> had <TB:en> <tm> | that <NAC> <TB:ed> <tm> | belonging to <group> | run by <body> | held by <NAC> | where <^NAC> had <vp:en> | which <NAC> used to store <stuff> | suspected of housing <NAC> | still under construction
NH = {5}<^NHC> | {2}<^NHC> <vehmod> | {1}<NHC> and <NHC>[pl]
NHC = {4}a <veh1>[sg] | {2}a <nat> <veh1>[sg] | {2}<num> <vehs>[pl] | {2}<num> <nat> <vehs>[pl] | {1}the <veh1>[sg] | {.6}the <TV:en1> <veh1>[sg] | {.3}<num> <TV:en1> <vehs>[pl] | {1}a <side> <veh1>[sg] | .5 a UN <veh1>[sg] | .5 a Panama-flagged tanker[sg] | .5 a Saudi-owned vessel[sg]
vehmod = carrying <NVC> | carrying <stuff> | travelling from <city> to <city> | transporting <num> <mil> | belonging to <NAC> | <TV:en> <by?60> <tm?50> | that had been <TV:en> <loc?50> | loaded with <stuff> | off <rgn> | bound for <city> | which <^NAC> had <TV:en> <tm?50> | packed with <civ> | parked outside <NBC> | escorted by <craft> | flying over <rgn>
NL = {8}<city>[sg] | {2}the town of <city>[sg] | {1}the city of <city>[sg] | {1}the village of <city>[sg] | {2}<rgn>[sg] | {1}the <ladj> city of <city>[sg] | {1}<ladj> <ctry>[sg] | {.6}the <TL:en1> town of <city>[sg] | {.2}newly <TL:en1> <city>[sg] | {1}the outskirts of <city>[pl] | {1}<num> villages in <rgn>[pl] | {1}a <ladj> village near <city>[sg] | .6 <side> positions near <city>[pl] | .7 <NBC> | .5 <city> and <city>[pl] | .5 the <ladj> districts of <city>[pl] | .5 the border with <ctry>[sg] | .5 <city>, a <ladj> town in <rgn>,[sg] | .5 <city>, the capital of <rgn>,[sg]
NW = {4}<num> <wpns>[pl] | {3}<wpns>[pl] | {3}a <wpn1>[sg] | {1}a <nat>-made <wpn1>[sg] | {1}a volley of <wpns>[sg] | {1}a barrage of <wpns>[sg] | {1}<num> <nat>-made <wpns>[pl] | .6 <wpns> and <wpns>[pl]
NI = {5}<^NIc> | {3}<^NIc> <imod> | {1.5}<^NIc> <imod> <imod> | {1}<^NIc> that <WP:ed> <NVC> | {1}<^NIc>, which <WP:ed> <NVC>, | .7 <^NIc> <NAC> <LV:ed> <tm> | .7 <^NIc> claimed by <group> | .7 <^NIc> blamed on <NAC> | .7 <NIc> and <NIc>[pl]
NIc = {5}a <nom>[sg] | {4}a <adj> <nom>[sg] | {3}<noms>[pl] | {2}the <nom>[sg] | {2}<mass>[sg] | {2}<day>'s <nom>[sg] | {2}a <nat> <nom>[sg] | {1}a series of <noms>[sg] | {1}a wave of <adj> <noms>[sg] | {1}<num> <noms>[pl] | {1}the <TP:ing> of <NVC>[sg] | {1}the <TB:ing> of <NBC>[sg] | {1}the <TL:ing> of <city>[sg] | {1}<NAC>[poss] <nom>[sg] | {1}the <fire> of <city>[sg] | {1}clashes between <NAC> and <NAC>[pl] | {1}a <side> <nom>[sg] | .7 the <year> <nom>[sg] | {1}fighting between <nat> <force> and <armed>[sg] | .6 an exchange of fire[sg] | .6 <nat> <mass>[sg]
imod = by <NAC> | on <NBC> | against <NAC> | in <NL> | near <city> | at <NBC> | from <rgn> | on <city> | targeting <NAC> | on <NHC> | in <rgn> <tm?30> | inside <NBC> | involving <wpns> | aimed at <NAC> | across <rgn> | outside <NBC>
NO = {4}<title> <first> <last>[sg] | {3}<first> <last>[sg] | {1}<last>[sg]
NP = {3}<NO>[sg] | {2}<NO>, <role>,[sg] | {1}the <nat> president[sg] | .7 <title> <last>[sg] | .5 <first> « <armed1> » <last>[sg]
armed1 = the Lion | Scorpion | Abu Layth | the Surgeon | El Zorro
NS = {5}<src>[src] | {4}<NP>[sg] | {2}a <nat> army spokesman[sg] | {2}<title> <first> <last>[sg] | {1}<NP>[sg] | {1}the <nat> <org1>[sg] | {1}<body>[sg] | .7 a resident who gave only his first name[sg] | .7 the <nat> Defence Ministry[sg]
# ---- adjuncts
tm = {4}on <day> | {1}last week | {1}on <day> night | {1}early on <day> | {1}overnight | {1}in <month> | {1}in <year> | {1}<clock> | {1}earlier this month | {1}three days ago | {.5}ten days ago | {1}late <day> | {1}on <month> 14 | {1}the previous day | {1}last year | {1}hours earlier | {1}in <month> <year> | .6 this week | {1}<day> | .5 on <day> and <day> | .5 for the third day running | .6 over the weekend
tmp = {4}on <day> | early on <day> | late on <day> | on <day> night | overnight | on <month> 23
loc = {4}in <NL> | {3}near <city> | {2}in <rgn> | {1}outside <NBC> | {1}north of <city> | {1}on the road to <city> | {1}at <NBC> | {1}along the border with <ctry> | {1}on the outskirts of <city> | {1}south-east of <city> | {1}15 kilometres from <city> | {1}between <city> and <city> | {1}across <rgn> | .7 in <ladj> <ctry> | .7 inside <NBC> | .5 in a village called <city>
by = {6}by <NA> | {2}in <NI> | {1}by a <wpn1> | {1}during <NIc> | {1}by <NAC> using <guns> | {1}with <guns> | .6 by <nat> shelling | .6 after <vp:ing> | {.3}by masked men | {2}by <armed> | {2}by <nat> <force> | {1}by <group> | {1}by <padj> <armed>
adjunct = {3}<loc> | {3}<tm> | {2}<loc> <tm> | .7 <tm> <loc> | {1}during <NIc> | {1}after <vp:ing> | {1}before <vp:ing> | {1}after <NIc> | {1}with <guns> | {1}by <vp:ing> | {1}without <vp:ing> | .7 instead of <vp:ing> | {1}in retaliation for <cause> | {1}in response to <cause> | {1}days after <cause> | {1}amid <ctx> | {1}despite <ctx> | {1}following <NI> | .7 while <vp:ing> | .7 under cover of darkness | .7 as part of <NIc> | .7 in an attempt to <vp:base> | {1}to avenge <cause> | .5 hours before <NIc> | .5 from <NBC> | .6 with help from <NAC> | .6 as <^NAC> <vp:ed> | .6 until <^NAC> <vp:ed> | .6 because <^NAC> had <vp:en> | .6 when <^NAC> <vp:ed>
front = {2}[cap]<tm> | {2}[cap]on <day> | {1}In <NL> | {1}After <vp:ing> | {1}Before <vp:ing> | {1}By <vp:ing> | {1}Instead of <vp:ing> | {1}Without <vp:ing> | {1}Despite <vp:ing> | {1}Having <vp:en> | {1}In retaliation for <cause> | {1}In response to <cause> | {1}Days after <cause> | {1}Amid <ctx> | {1}Despite <ctx> | {1}Following <NI> | {1}Backed by <nat> <craft> | {1}[cap]<vp:ing> | .7 Armed with <guns> | .7 Under cover of darkness | .7 Hours after <^NAC> <vp:ed> | .7 Since <vp:ing> | .7 In a separate incident | {1}During <NIc> | .7 When <^NAC> <vp:ed> | .7 While <vp:ing> | .7 Although <^NAC> had <vp:en> | .7 In <month> <year> | .7 Meanwhile | .7 According to <NS> | .7 Near <city> | .7 On the outskirts of <city> | .5 Angered by <cause> | .5 Using <guns> | .5 Rather than <vp:base> | .5 As <^NAC> <vp:ed> | .5 Outnumbered and surrounded | .5 After being <TP:en> <by?50> | .4 Accused of <vp:ing> | .5 Supported by <nat> <craft> | .5 In <NIc> on <day>
fpas = {1}<TP:en> <by?60> <tm?30> | Forced to <vp:base> | Suspected of <vp:ing> | Wounded in <NIc> | Badly injured | Captured <loc?70> | Trapped in <NBC> | Driven from their homes by <mass> | Having been <TP:en> <by?50> | Fearing <NIc> | Fleeing <mass>
tail = {3}, <res> | {1}, <res> and <res> | {1}, <src> <SAY:ed> | {1}, according to <NS> | {1} after <^NAC> <vp:ed> | {1} as <^NAC> <vp:ed> | {1} while <^NAC> <vp:ed> | {1}, but <^NAC> <vp:ed> | {1}, days after <^NAC> <vp:ed> | {1} because <^NAC> had <vp:en> | {1}, a move that <NS> <ATT:ed> | {1} – the third such <nom> in a week | {1}, before <vp:ing> | {1}, where <^NAC> had <vp:en> | .7 , and <NVp> were <TP:en> | .7 ; <NVp> were also <TP:en> | {.5} when <NW> <WS:ed> <NB>
# ---- verb phrases with an actor as subject (form passed down)
vp = {14}<vc:*> | {5}<vc:*> <adjunct> | {1.5}<vc:*> and <vc:*> | {1}<vc:*>, <vc:*> and <vc:*> | .4 <vc:*>, <vc:*>, <vc:*> and <vc:*> | .5 <vc:*> but <vcneg:*> | .5 <vc:*> before <vc:ing> | .5 <vc:*>, <res>
vc = {9}<TP:*> <NV>[x] | {7}<TB:*> <NB>[x] | {5}<TV:*> <NH>[x] | {10}<TL:*> <NL>[x] | {5}<TW:*> <NW> <tgt> | {2}<TWX:*> <stuff> <loc?60> | {11}<MO:*> <NL>[x] | {2.5}<IN:*> <adjunct?50> | {4}<PA:*> <NA>[x] | {5}<LV:*> <NI>[x] | {1}<adv> <TP:*> <NV>[x] | {1}<adv> <TL:*> <NL>[x] | .7 <TP:*> <tmp> <NV>[x] | .7 <LV:*> <tmp> <NI>[x] | .7 <TL:*> <tmp> <NL>[x] | {2}<CTL:*> to <vc:base> | {1.5}<OBC:*> <NV>[x] to <vc2:base> | {1.5}<OF:*> <NA>[x] of <vc:ing> | {1}<GER:*> <vc:ing> | .8 <TB:*> and <TB:*> <NB> | .8 <TP:*> or <TP:*> <NV> | .8 <TP:*> <nplain> and <TP:*> <nplain> <loc?50> | .6 [be] forced to <vc:base> | .6 <CLM:*> <NI>[x] | .5 <TV:*> <tmp> <NH>[x] | .5 take_f:* responsibility for <vc:ing> | .4 <ATT:*> <NI>[x] | .5 <TB:*> <tmp> <NB>[x]
vcneg = <CTL2:*> to <vc:base> | <LOSE:*> <num> <mil> | <RET:*> after <vc:ing>
vc2 = leave <city> | lay down their weapons | flee | surrender | abandon <NBC> | evacuate <city> | dig graves | <vc:base> | return home | hand over <stuff> | withdraw from <NL> | stop <vc:ing>
tgt = {3}at <NB> | {3}at <NAC> | {2}into <NL> | {2}toward <NL> | {2}on <NL> | {1}from <rgn> | {1}into a crowd of <civ> | {1}at <NH> | {1}across the border | {1}towards <city>
# ---- passive verb phrases: v people, b buildings, h vehicles, l places, w weapons
pv = {7}[be] <TP:en> | {5}[be] <TP:en> <by> | {3}[be] <TP:en> <by> <adjunct> | {3}[be] <TP:en> <adjunct> | {1}[be] <madv> <TP:en> | {1}[be] <TP:en> and <nplain> <TP:en> <by?50> | .8 [be] <TP:en> and <TP:en> <by?50> | .6 [be] ordered to <vc2> | .5 [be] found <TP:en> <loc> | .5 [be] among <nplain> <TP:en> <by?40> | {1}<SUF:*> <adjunct> | .5 [be] reported <TP:en> | .4 [be] left stranded <adjunct>
pb = {6}[be] <TB:en> | {5}[be] <TB:en> <by> | {2}[be] <TB:en> <by> <tm> | {2}[be] <TB:en> <adjunct> | {2}[be] <madv> <TB:en> <by?50> | {1}[be] <TB:en> and <TB:en> <by?50> | .4 [be] <TB:en>, <TB:en> and <TB:en>
ph = {4}[be] <TV:en> <by> | {4}[be] <TV:en> | {3}[be] <TV:en> <adjunct> | {2}<CR:*> <city> | {1}[be] <TV:en> <loc> <tm>
pl = {4}[be] <TL:en> <by> | {3}[be] <TL:en> <adjunct> | {2}[be] <TL:en> | .6 [be] <madv> <TL:en> <by?50> | .6 [be] <TL:en> and <TL:en> <by?60>
pw = [be] fired at <NBC> | [be] <TWX:en> <by?40> <adjunct> | [be] fired <by?50> from <rgn> | [be] lobbed into <NL> | [be] hurled at <NAC> | [be] dropped on <city> | <WS:*> <NBC>
pi = [be] <LV:en> by <NA> | [be] <LV:en> <adjunct> | [be] claimed by <group> | [be] blamed on <NA> | [be] <ATT:en> by <NS> | <WP:*> <NV> | <WP:*> <nplain> people and <TB:*> <NB> | begin_f:* <tm> | take_f:* place <adjunct> | leave_f:* <num> people dead and <nplain> wounded | continue_f:* <adjunct> | come_f:* days after <cause> | erupt_f:* <loc> | force_f:* thousands to flee | intensify_f:* <tm> | [be] followed by <NIc> | spark_f:* <NIc>
ws = {5}<WS:*> <NB> | {2}<WS:*> <NL> | {2}<WP:*> <NV> <loc?50> | {1}<WS:*> <NBC> and <WP:*> <NVC> | {1}<WS:*> <NBC>, <WP:ing> <NVC> | .6 <WS:*> <NB> <tm>
# ---- clauses (finite, no final stop)
SC = {.8}they[pl] <vp:ed> | {.4}he[sg] <vp:ed> | {.4}they[pl] <pv:ed> | {.4}it[sg] <pl:ed> | {10}<^NA> <vp:ed> | {5}<^NV> <pv:ed> | {4}<^NB> <pb:ed> | {2.5}<^NH> <ph:ed> | {2}<^NL> <pl:ed> | {2}<^NW> <ws:ed> | {1}<^NW> <pw:ed> | {3}<^NI> <pi:ed> | {1.5}<^NA> [has] <vp:en> | {1.5}<^NV> [has] <pv:en> | {1}<^NB> [has] <pb:en> | {1}<^NA> had <vp:en> | {1}<^NV> had <pv:en> | {1}<^NA> <modal> <vp:base> | .7 <^NV> <modal> <pv:base> | .8 <^NA> [was] <vp:ing> | .7 <^NA> [is] <vp:ing> | .8 <^NA> did not <vp:base> | .5 <^NA> [has] not <vp:en> | .6 <^NV> [was] not <TP:en> | .5 no <civ> were <TP:en> <by?40> | .5 no one was <TP:en> <by?40> | .5 <^NA> [has] been <vp:ing> since <month> | .8 <^NA> <vp:pr> | .5 there was <NIs> <loc?50> | .7 <^NA> [was] <believed> to <haveen> | .7 <^NV> [is] <believed> to have been <TP:en> <by?50> | .5 none of the <mil> was <TP:en> | .5 <^NI> [has] <pi:en> | .5 <^NB> <modal> <pb:base> | .4 neither <group> nor <group> <vp:ed>
believed = <RAI:en> | reportedly <RAI:en> | widely <RAI:en>
# ---- sentences
TOP = {30}<SC>. | {14}<SC><tail>. | {9}<front>, <SA>. | {3}<front>, <SA><tail>. | {2}<fpas>, <SV>. | {8}<QUO> | {8}<REP>. | {5}<EXI>. | {3}<CLF>. | {2}<INV>. | {7}<ATTS>. | {8}<HEAD> | {3}<SC> and <SC>. | {1.5}<SC>, but <SC>. | {1}<SC>; <SC>. | {3}<NOUN>. | {2}<DASH>. | {1}<COND>.
SA = {5}<^NA> <vp:ed> | {1}<^NA> [has] <vp:en> | {1}<^NA> <modal> <vp:base> | .6 <^NA> [was] <vp:ing> | {1}[they0] <vp:ed>
SV = <^NV> <pv:ed> | <^NV> <SUF:ed> <adjunct?50> | <^NV> had <pv:en> | [they0] <pv:ed> | the <civ> <SUF:ed> <adjunct?40>
REP = {4}<^NS> <SAY:ed> that <SC> | {3}<^NS> <SAYZ:ed> <SC> | {2}<^NS> <TELL:ed> that <SC> | {1}<^NS> <SAY:ed> <tm> that <SC> | {1}<^NS> [has] <SAY:en> that <SC> | {3}<SC>, <^NS> <SAY:ed> | {2}<SC>, <^NS> <TELL:ed> | {1}<SC>, according to <NS> | {1}<SC>, said <NP> | {1}In a <rep>, <^NS> <SAY:ed> that <SC> | {1}<^NS> <SAY:ed> that <SC> and that <SC> | {1}<^NA>, <src> <SAY:ed>, <vp:ed> | {1}<^NV>, <src> <SAY:ed> <tm>, <pv:ed> | {1}It [is0] not clear whether <SC> | {1}It was not immediately clear who <TP:ed> <NV> | .6 It is believed that <SC> | .6 <^NS> could not confirm whether <SC> | .6 Asked whether <SC>, <^NS> declined to comment | .6 <^NS> <SAY:ed> in a <rep> that <SC> | .6 <^NS> asked who had <vp:en>  | .6 A <rep> by <body> <SAY:ed> that <SC> | .5 According to <NS>, <SC> | .6 Reports that <SC> could not be verified | .6 The claim that <SC> was denied by <NS>
QUO = {3}«[cap]<QS>,» <^NS> <SAY:ed>. | {2}«[cap]<QS>,» said <NP>. | {2}<^NS> <SAY:ed>: «[cap]<QS>.» | {1}«[cap]<QS>,» <^NS> <TELL:ed>, «and <QS>.» | {1}«[cap]<QS>,» <^NS> <SAY:ed>. «[cap]<QS>.» | {1}<^NS> called <NIc> « <qadj> ». | {1}<^NS> <SAYZ:ed> <NAC> had « <vc:en> ». | {1}<^NS> <ATT:ed> what [they] called « <NIc> ». | {1}«[cap]<QS>,» <^NO>, <role>, told reporters. | .6 «[cap]<QS>!» one survivor shouted. | {1}«[cap]<QS>», <^NS> <TELL:ed>.
qadj = a war crime | cowardly | an act of war | a criminal act | barbaric | a massacre of innocents | a clear violation of the ceasefire
QS = {3}<SC> | {1}they[pl] <vc:ed> and <vc:ed> | {1}we <pv1> | {1}we[pl] have <vc:en> | {1}they[pl] came at night and <vc:ed> | {1}I saw <^NAC> <vc:ing> | {1}we heard <fire> and then <SC> | {1}we[pl] will not <vc:base> | {1}they <TP:ed> my brother and <TB:ed> our house | {1}nobody <vc:ed> | {1}if they <vc:base>, we will <vc:base> | {1}our <force> <vc:ed> | {1}I was <TP:en> twice | {1}we saw <NVC> being <TP:en> | {1}everything has been <TB:en> | {1}the <armed> <vc:ed> | {1}let them <vc:base> if they dare | {1}we watched them <vc:base>
pv1 = were <TP:en> <by> | were sleeping when <SC> | had just <vc:en>
EXI = {2}There was <NIs> <loc> <tm> | There were <noms> <loc> <tm> | There have been <num> <noms> <loc> since <month> | {1}There were reports of <NI> | {1}<num> people were <TP:en> and <nplain> <TP:en> in <NI> | {1}At least <num2> people, <vicrel>, were <TP:en> <by?60> | {1}The attack was one of the deadliest <loc> since <year> | {1}The <bld1> is home to <num> <civ> | {1}<NP> was the commander of <group> | {1}<city> has been under siege since <month> | {1}<^NA> [was] in control of <NL> | {1}There was no immediate comment from <NS> | {1}There was no word on casualties | {1}<nplain2> of the <civ> were from <ctry> | {1}The death toll rose to <num2> after <^NA> <vp:ed> | {1}The <veh1> was empty when it was <TV:en> | {1}No group has claimed responsibility for <NI> | {1}The dead included <NV> | {1}Thousands have fled <NL> since <^NAC> <vp:ed> | {1}The situation remained tense <loc> after <NI> | {1}All but one of the <mil> <TP:en> <loc> were <nat> | {1}Most of those <TP:en> were <civ> | {1}Those <TP:en> included <NV> | {1}The wounded were taken to a hospital in <city> | {1}It was the third <nom> on <NBC> in as many days | {1}<nplain2> were <TP:en> and <nplain> <TP:en> | {1}The number of <civ> <TP:en> <by> has risen to <num2> | {1}Much of <city> lay in ruins after <NI> | {1}The bodies of <NV> were found <loc> <tm>
num2 = 12 | 17 | 23 | 48 | 71 | 104 | 350 | 2,100 | six | nine
nplain2 = three | four | dozens | six
CLF = It was <NAC> that <vp:ed> | It was <NAC> who <vp:ed> | It was in <city> that <SC> | It was <cliday> that <SC> | What <NAC> <TB:ed> was <NBC> | It was not clear who had <vp:en> | What began as <NIc> ended with <NIc> | It was only after <vp:ing> that <SA> | All that remained was <NBC> <TB:en> <by> | It is <civ> who are being <TP:en>
cliday = on <day> | in <month> | days later
INV = Among the dead were <NVp> | Among those <TP:en> <loc?60> was a <civ1> | Also <TP:en> was <NP> | Among the <blds> <TB:en> were a <bld1> and a <bld1> | Not only did <^NAC> <vp:base>, but they also <vp:ed> | Never before had <^NAC> <vp:en> | No sooner had <^NAC> <vp:en> than <SC> | Nor did <^NAC> <vp:base> | Leading the <nom> was <NP> | Behind the <nom> were <NAp> | Inside the <bld1> lay the bodies of <NVp> | Missing were <NVp> | Caught in the crossfire were <NVp> | Only after <vp:ing> did <^NAC> <vp:base> | From <NBC> came <mass> | Next to be <TP:en> were <NVp>
ATTS = {3}<^NS> <ATT:ed> <NI> | {2}<^NS> <OF:ed> <NA> of <vp:ing> | {1.5}<^NS> <FOR:ed> <NA> for <vp:ing> | {1.5}<^NS> <FOR:ed> <NA> for <NI> | {2}<group> <CLM:ed> <NI> | {1}<^NS> <OBC:ed> <NA> to <vc:base> | {1}<^NS> denied that <SC> | {1}<^NS> denied <vp:ing> | {1}<^NS> <CTL:ed> to <vp:base> | {1}<^NV> [was] accused of <vp:ing> | {1}<^NA> [was] blamed for <vp:ing> | {1}<^NA> [was] suspected of <vp:ing> | {1}<^NA> [was] praised for <vp:ing> | {1}<^NA> [was] prevented from <vp:ing> by <NA> | .7 The court sentenced <NP> to 15 years in prison for <vp:ing> | .7 A <nat> court convicted <NP> of <vp:ing> | .7 <NP> was charged with <vp:ing> | .7 <^NS> called on <NA> to stop <vp:ing> | .7 <TP:ing> <civ> is a war crime, <^NS> <SAY:ed> | .7 <^NS> warned against <vp:ing> | .7 <^NA> <CTL:ed> to <vp:base> unless <^NAC> <vc:ed> | .7 <^NS> demanded that <NAC> stop <vp:ing> | .7 The threat of <vp:ing> did not stop <NA> from <vp:ing> | .7 <^NA> had <CTL:en> to <vp:base> | .6 <^NA> [was] <OBC:en> to <vp:base>
NOUN = <NI> <imod> <tm> <WP:ed> <NV> | {1}The <TP:ing> of <NV> <tm> prompted <NA> to <vp:base> | {1}The <mass>, which began <tm>, <WP:ed> <NV> | {1}The <TP:en1> <mil> were buried <loc> <tm> | The <TB:en1> <bld1> was later <TB:en> again <by?50> | A <wpn1> <TW:en> by <NAC> <WS:ed> <NB> | A <wpn1> <WS:ed> <NB><tail> | A <veh1> <TV:en> <by> was found <loc> | A <civ1> <TP:en> <by> <SUF:ed> <tm> | The <armed> who <vp:ed> have not been identified | The <armed>, who had <vp:en>, <vp:ed> | The <bld1>, which was <TB:en> <tm>, had been used by <NAC> | <NP>, whose <kin> were <TP:en> <loc>, <SAY:ed> that <SC> | The <civ> whom <^NAC> had <TP:en> were freed <tm> | The <bld1> <NAC> <TB:ed> <tm> belonged to <NP> | <^NP>, who <vp:ed>, was <TP:en> <by> | <^NP> was <TP:en> while <vc:ing> | The <nom>[poss0] target was <NBC> | <NAC>[poss] <nom> on <city> left <num> people dead | <NAC>[poss] attempt to <vp:base> failed | Plans to <vp:base> were dropped after <SC> | The decision to <vp:base> was <ATT:en> by <NS> | Their refusal to <vp:base> led to <NI> | Efforts by <NAC> to <vp:base> have failed | <vp0> cost <NAC> <num> <mil>
vp0 = [cap]<TL:ing> <NL> | [cap]<TP:ing> <civ> | [cap]<vc:ing>
DASH = <^NA> – <apos> – <vp:ed> | <^NV> – <apv> – <pv:ed> | <^NA> (<apos>) <vp:ed> | <NI> – the <ord> this month – <WP:ed> <NV> | <^NB> – <apb> – <pb:ed> | <SC> – and <SC> | <SC> – a claim <NS> denied
apos = some of them <TP:en> earlier | backed by <nat> <craft> | many of them <civ> until last year | no more than 40 of them | who <vc:ed> | now led by <NO>
apv = including <num> children | all <civ> | who had been <TP:en> earlier | most of them <TP:en> <by>
apb = once used by <NAC> | rebuilt in <year> | the largest in <rgn> | already <TB:en> <tm>
ord = second | third | fourth
COND = If <^NAC> <vp:pr2>, <NAC> will <vp:base> | Unless <^NAC> <IN:base>, <^NA> will be <TP:en> | Had <NAC> not <vp:en>, <NV> would have been <TP:en> | Even if <^NAC> <vp:ed>, <NAC> would <vp:base> | <NAC> would have <vp:en> if <NAC> had not <vp:en> | Whoever <vc:ed> must be punished, <NS> <SAY:ed>
# ---- headlines
HEAD = {5}[head]<HL> | {3}[title]<HL> | .5 [up]<city> – <SC>.
HL = {4}<HA> <hvp:pr> | {2}<HA> <hvp:pr>, <hsrc> | {3}<HV> <TP:en> <hby> | {2}<HV> <TP:en> <hby>, <hsrc> | {2}<HV> <TP:en>, <nplain> <TP:en> <hby> | {1}<HB> <TB:en> <hby> | {1}<hveh> <TV:en> <hby> | {1}<city> <TL:en> as <HA> <hvp:pr> | {1}<hsrc0>: <HA> <hvp:pr> | {1}<HA> to <hvp:base> | {1}<HA> accused of <hvp:ing> | {1}<HA> <hvp:pr> as <HA> <hvp:pr> | {1}<HA> <hvp:pr> after <hvp:ing> | {1}<nom> <hloc> <HN> <nplain> | {1}<city> <nom> kills <nplain> | {1}<wpn1> attack <hloc> <HN> <nplain> <civ> | {1}<HA>, <HA> clash <hloc> | {1}<HA> vow to <hvp:base> | {1}<HV> feared <TP:en> <hby> | {1}<HA> say <HA> <hvp:ed> | {1}<body> condemns <nom> on <bld1> | {1}Who <TP:ed> <NP>? | {1}<HV> among <num2> <TP:en> <hloc> | {1}<nom> leaves <num2> dead <hloc> | {1}Death toll rises to <num2> after <nom> <hloc> | {1}<NO> <TP:en> <hby> | {1}Video shows <HA> <hvp:ing> | {1}<HA> <TP:en>, <vehs> <TV:en> <hloc>
HN = kills | wounds | injures | maims
HA = [pl]<armed> | [pl]<nat> <force> | [pl]<side> <force> | [pl]<group0> | [pl]<padj> <armed> | [pl]<nat> <craft> | [pl]<num2> <armed>
group0 = Houthis | Taliban | Hezbollah fighters | al-Shabab militants | M23 rebels | RSF | Hamas gunmen | Wagner mercenaries
HV = [pl]<num2> <civ> | [pl]<num2> <mil> | [pl]<nplain2> <nat> <mil> | [pl]<civ> | [sg]<civ1> | [pl]Dozens | [sg]Top <side> commander
HB = <bld1> | <blds> | <num2> <blds> | <city> <bld1>
hveh = <veh1> | <nat> <veh1> | <num2> <vehs>
hby = in <city> <nom> | by <HA> | in <nom> | in <nat> <nom> | near <city> | in <nom> <hloc> | as <HA> <hvp:pr> | <hloc>
hloc = in <city> | near <city> | in <rgn> | outside <city> | on <city> road | at <city> <bld1> | in <ladj> <ctry>
hsrc = officials say | police say | witnesses say | army says | UN says | state media report | rebels claim | residents say | monitor says | sources
hsrc0 = Officials | Army | UN | Police | Witnesses
hvp = <TP:*> <HV> <hloc> | <TB:*> <HB> <hloc?60> | <TV:*> <hveh> <hloc> | <TL:*> <city> | <MO:*> <city> | <TW:*> <wpns> at <city> | <LV:*> <nom> <hloc> | <PA:*> <HA> <hloc?50> | <TP:*> <HV>, <TB:*> <blds> <hloc> | <TL:*> <city>, <TP:ing> <num2> | <IN:*> <hloc?60> | <adv> <TL:*> <city> | deny_f:* <hvp:ing> | <CTL:*> to <hvp:base>
"""
EXTRA = {"SAYZ": "say said, say said, say said, claim, believe, insist, fear", "CTL2": "fail, refuse, manage, decline, struggle", "LOSE": "lose lost", "RET": "retreat, withdraw withdrew/withdrawn, flee fled"}
ONE = {"take": "take took/taken", "begin": "begin* began/begun", "leave": "leave left", "continue": "continue", "come": "come came/come",
 "erupt": "erupt", "force": "force", "intensify": "intensify", "spark": "spark", "deny": "deny"}
SMALL = set("a an the and or but of in on at by to for from as near with into after before over nor off out".split())
AUX = {"was": ("was", "were"), "is": ("is", "are"), "has": ("has", "have"), "they": ("it", "they"), "their": ("its", "their")}


def inflect(entry, form, singular, rng):
    """Return (verb in the form, words that follow it) for one VERBS entry."""
    tail = ""
    if entry in SPLIT:
        entry, tail = SPLIT[entry]
    words = entry.rstrip("_").split()
    word, rest = words[0], words[1:]
    parts = None
    for index, item in enumerate(rest):               # irregular forms: past/participle or one form for both
        if "/" in item or (item in IRREGULAR):
            parts = rest.pop(index).split("/")
            break
    double = word.endswith("*")
    word = word.rstrip("*")
    if double and word[-1] == "l" and word not in ("expel", "repel", "compel", "control", "rebel"):
        double = rng.random() < .6                    # levelled / leveled
    stem = word + word[-1] if double else word
    vowel_y = word.endswith("y") and word[-2] not in "aeou"
    if form == "pr":
        form = "s" if singular else "base"
    if form == "base":
        out = word
    elif form == "s":
        out = word[:-1] + "ies" if vowel_y else word + ("es" if re.search("(s|sh|ch|x|z|do|go)$", word) else "s")
    elif form == "ing":
        out = (word[:-2] + "ying" if word.endswith("ie") else
               word[:-1] + "ing" if word.endswith("e") and word[-2] not in "ey" and not double else stem + "ing")
    elif parts:
        out = parts[-1] if form == "en" else parts[0]
    else:
        out = word[:-1] + "ied" if vowel_y else word + "d" if word.endswith("e") else stem + "ed"
    return " ".join([out] + rest), tail


IRREGULAR = set("shot held brought struck swept lost laid told said fought fled sought paid led kept thought understood "
                "bled dug wept caught left".split())


class Grammar:
    """Parsed rules plus a random expander."""

    def __init__(self, rng):
        self.rng = rng
        self.verbs = {k: [e.strip() for e in v.split(",")] for k, v in {**VERBS, **EXTRA}.items()}
        self.words = {k: [e.strip() for e in self.split(v)] for k, v in WORDS.items()}
        self.rules = {}
        for line in RULES.strip().splitlines():
            if line.startswith("#"):
                continue
            name, body = line.split(" = ", 1)
            alternatives = []
            for alt in body.split(" | "):
                weight = re.match(r"\{([\d.]+)\}|(\.\d) ", alt)
                text = alt[weight.end():] if weight else alt
                alternatives.append((float(weight.group(1) or weight.group(2)) if weight else 1.0,
                                     [t for t in re.split(r"(<[^>]*>|\[[^\]]*\]|[a-z]+_f:\*)", text) if t]))
            self.rules[name.strip()] = ([a[0] for a in alternatives], [a[1] for a in alternatives])

    @staticmethod
    def split(text):
        return re.split(r",\s+", text.replace("\n", " "))

    def expand(self, name, form="ed", number=None, depth=0):
        """Expand a symbol; return (text, number of its head)."""
        rng = self.rng
        if name in self.verbs:
            pool = self.verbs[name]
            if form == "en1":
                form, pool = "en", [e for e in pool if not re.search("[ _]", e) or "/" in e.split()[-1]]
            verb, tail = inflect(rng.choice(pool), form, number == "sg", rng)
            return self.fill(verb, number) + (f"\x01{tail}\x01" if tail else ""), number
        if name in self.words:
            item = rng.choice(self.words[name])
            if "<" not in item:
                return item, None
            tokens = [t for t in re.split(r"(<[^>]*>)", item) if t]
        else:
            weights, bodies = self.rules[name]
            if depth > 7:                             # deep down prefer short alternatives
                weights = [w / (1 + sum(t[0] == "<" and re.search(r"\w+", t)[0] in self.rules for t in b)) ** 2 for w, b in zip(weights, bodies)]
            tokens = rng.choices(bodies, weights)[0]
        if name[0].isupper():
            number = None
        out = []
        for token in tokens:
            if token[0] == "<":
                match = re.match(r"<(\^?)(\w+)(?::(\*|\w+))?(?:\?(\d+))?>", token)
                head, symbol, wanted, chance = match.groups()
                if chance and rng.random() * 100 > int(chance) * (1 if depth < 4 else .5):
                    continue
                wanted = form if wanted in ("*", None) else wanted
                text, num = self.expand(symbol, "base" if wanted == "pr2" else wanted, number, depth + 1)
                out.append(text)
                if head:
                    number = num
            elif token[0] == "[":
                number = self.mark(token[1:-1], out, form, number)
            elif token.endswith("_f:*"):
                out.append(inflect(ONE[token[:-4]], form, number == "sg", rng)[0])
            else:
                out.append(token)
        text = "".join(out)
        if name[0].isupper():
            text = re.sub("\x01(.*?)\x01", r" \1", text)
        return text, number

    def fill(self, text, number):
        return text.replace("[their]", "his" if number == "sg" else "their")

    def mark(self, tag, out, form, number):
        """Handle one [tag]; return the (maybe new) number."""
        plural = number == "pl"
        if tag in ("pl", "sg"):
            return tag
        if tag == "src":
            return "sg" if re.match("(the (army|military|ministry|UN|United|Interior|group|militia|Red|regional)|an? |state m|the UN)", out[-1]) \
                and "media" not in out[-1] else "pl"
        if tag == "be":
            out.append({"ed": "were" if plural else "was", "pr": "are" if plural else "is"}.get(
                form, {"base": "be", "en": "been", "ing": "being"}.get(form)))
        elif tag == "is0":
            out.append(self.rng.choice(["is", "was"]))
        elif tag == "they0":
            out.append(self.rng.choice(["they", "they", "the group", "the rebels", "the attackers", "the army"]))
            return "sg" if out[-1] in ("the group", "the army") else "pl"
        elif tag == "poss0":
            out.append("'s")
        elif tag == "poss":
            out[-1] = out[-1].rstrip(", ")
            out.append("'" if re.search(r"(^| )([a-z-]+|Houthis|Forces|Falcons)s?$", out[-1]) and out[-1].endswith("s") else "'s")
        elif tag == "x":                              # tail of a split verb moves behind the object
            joined = "".join(out)
            tail = re.search("\x01(.*)\x01", joined)
            if tail and joined.count(" ") < 8:        # a heavy object stays behind it: "set ablaze the school that ..."
                out[:] = [joined.replace(tail.group(0), "", 1) + " " + tail.group(1)]
        elif tag in AUX:
            out.append(AUX[tag][plural])
        else:                                         # cap, head, title, up: resolved in finish()
            out.append("\x02" + tag + "\x02")
        return number

    def sentence(self):
        return self.finish(self.expand("TOP")[0])

    def finish(self, text):
        """Articles, spacing, capitals, quotation marks and spelling variants."""
        rng = self.rng
        kind = re.findall("\x02(head|title|up)\x02", text)
        text = re.sub("\x02(head|title|up)\x02", "", text).replace("~", rng.choice("sz")).replace("_", "").replace("*", "")
        text = re.sub(r"\s+", " ", text).strip()
        text = re.sub(r"\bthe the\b", "the", text)
        text = re.sub(r"\b([Ii])n (?=the (outskirts|border)|\S+ positions)", lambda m: ("o" if m.group(1) == "i" else "O") + "n ", text)
        text = re.sub(r"\binto (?=the (outskirts|border)\b)", "to ", text)
        text = re.sub(r"\b([Aa])n? (?=[aeiouAEIOU])(?!US|UN|uni|Uni|one|Euro|U)", r"\1n ", text)
        text = re.sub(r"\ban (?=(US|UN|uni|Uni|Euro|one|Ukr|Ug))", lambda m: "an " if m.group(1) in ("Ukr", "Ug") else "a ", text)
        text = re.sub(r"« ?", "«", re.sub(r" ?»", "»", text))
        text = re.sub(r"\x02cap\x02\s*(.)", lambda m: m.group(1).upper(), text)
        for pattern, new in ((r"\s+([,.;:!?])", r"\1"), (r",\s*,", ","), (r",([.;:?!)])", r"\1"), (r",,", ","), (r",( [–(])", r"\1"), (r", (and|or|on|in|to|that|of) ,", r" \1 "),
                             (r"–,", "–"), (r"\ba (\d|two|three)", r"\1"), (r",('s?\b)", r"\1"), (r"(\.m\.)\.", r"\1"), (r"\s+", " ")):
            text = re.sub(pattern, new, text)
        if kind and kind[0] == "title":
            text = " ".join(w if w in SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(text.split()))
        if kind and kind[0] == "up":
            city, rest = text.split(" – ", 1)
            text = city.upper() + " – " + rest[0].upper() + rest[1:]
        first = re.search(r"\w", text).start()
        text = text[:first] + text[first].upper() + text[first + 1:]
        if text[first:first + 10].startswith("Al-") and rng.random() < .5:
            text = text[:first] + "al-" + text[first + 3:]
        left, right = rng.choices([("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")], (4, 4, 2, 1))[0]
        text = text.replace("«", left).replace("»", right)
        if rng.random() < .4:
            text = re.sub(r"(?<=\w)'(?=s\b)|(?<=s)'(?= )", "’", text) if left != "'" else text
        text = text.replace("–", rng.choice(["–", "—", "-", "--"]))
        if rng.random() < .35:                        # American spelling
            for old, new in (("armour", "armor"), ("Defence", "Defense"), ("defence", "defense"), ("labourer", "laborer"), ("travelling", "traveling"), ("kilometre", "kilometer"), ("rumour", "rumor"), ("plough", "plow")):
                text = text.replace(old, new)
        return text


def acceptable(text, longest):
    """Length limits and a few crude checks for derivations that went wrong."""
    words = text.split()
    if re.search(r"\b(is|are|will|has|have) (not )?(been |being )?\w+[^,]{0,70}\b(last (week|year)|ago|in \d{4}|earlier)\b", text):
        return False                                  # tense and time do not agree
    return (5 <= len(words) <= longest and not re.search(r"\b(\w[\w ]*) (and |or )?\1\b|reportedly (\w+ )?reported|allegedly \w* ?alleged", text) and text.count("“") < 4
            and not re.search(r"[<>\[\]|]|\bbeing being\b|, who \w+[^,]*, who ", text)
            and sum(text.count(w) for w in (" who ", " which ", " that ", " as ")) < 5)


def main():
    parser = argparse.ArgumentParser(description="Generate conflict-news English for silver parsing.")
    parser.add_argument("--output", required=True, help="text file to write")
    parser.add_argument("--count", type=int, default=60000, help="sentences (default 60000)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--longest", type=int, default=42, help="most words in a sentence")
    parser.add_argument("--stats", action="store_true", help="print counts of rules and words")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    grammar = Grammar(rng)
    seen, paragraph, size, paragraphs = set(), [], rng.randint(3, 6), []
    while len(seen) < args.count:
        text = grammar.sentence()
        if text in seen or not acceptable(text, args.longest):
            continue
        seen.add(text)
        paragraph.append(text)
        if len(paragraph) == size or len(seen) == args.count:
            paragraphs.append(paragraph)
            paragraph, size = [], rng.randint(3, 6)
    with open(args.output, "w", encoding="utf-8") as out:
        out.write("\n\n".join("\n".join(p) for p in paragraphs) + "\n")
    if args.stats:
        lengths = sorted(len(s.split()) for s in seen)
        print(f"sentences {len(seen)}, paragraphs {len(paragraphs)}, rules {len(grammar.rules)}, "
              f"alternatives {sum(len(r[0]) for r in grammar.rules.values())}, verbs {sum(map(len, grammar.verbs.values()))}, "
              f"words {sum(map(len, grammar.words.values()))}, length median {lengths[len(lengths) // 2]}, "
              f"90th percentile {lengths[len(lengths) * 9 // 10]}")


if __name__ == "__main__":
    main()
