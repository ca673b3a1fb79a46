-- What questions need beside the tables: ways back, the views of the library, and the words of the sentences.
CREATE INDEX actors_principal ON actors(principal);
CREATE INDEX places_within ON places(within);
CREATE INDEX incidents_earliest ON incidents(earliest);
CREATE INDEX incidents_kind ON incidents(kind);
CREATE INDEX perpetrated_incident ON perpetrated(incident);
CREATE INDEX targeted_actor ON targeted(actor);
CREATE INDEX occurred_in_place ON occurred_in(place);
CREATE INDEX retaliated_for_answered ON retaliated_for(answered);
CREATE INDEX relations_subject ON relations(subject);
CREATE INDEX relations_object ON relations(object);
CREATE INDEX reports_incident ON reports(incident);
CREATE INDEX reports_document ON reports(document);
CREATE INDEX evidence_incident ON evidence(incident, number);
CREATE INDEX evidence_relation ON evidence(relation, number);
CREATE INDEX evidence_document ON evidence(document);
CREATE INDEX voices_actor ON voices(actor);
CREATE INDEX named_actor ON named(actor);
CREATE INDEX named_place ON named(place);

-- Who attacked whom: a row for each incident, perpetrator and target, of what is told as fact. The accounts are the principals:
-- leave out rows where they are the same to count deeds as `reprisal find` does.
CREATE VIEW attacked AS
SELECT p.actor AS perpetrator, who.name AS perpetrator_name, who.principal AS perpetrator_account,
       t.actor AS target, whom.name AS target_name, whom.principal AS target_account,
       i.id AS incident, i.kind, i.date_text, i.earliest, i.latest, i.killed, i.wounded, i.status, i.confidence, i.sources,
       e.quote, e.document
FROM incidents i
JOIN perpetrated p ON p.incident = i.id JOIN actors who ON who.id = p.actor
JOIN targeted t ON t.incident = i.id JOIN actors whom ON whom.id = t.actor
LEFT JOIN evidence e ON e.incident = i.id AND e.number = 1
WHERE i.modality = 'asserted';

-- Who retaliated against whom: a row for each answering incident, who answered and who was hit; where nobody is known to have
-- been hit, those who did what is answered.
CREATE VIEW retaliated AS
WITH hit(incident, actor, provoker) AS (
    SELECT incident, actor, 0 FROM targeted
    UNION
    SELECT r.incident, p.actor, 1 FROM retaliated_for r JOIN perpetrated p ON p.incident = r.answered
    WHERE NOT EXISTS (SELECT 1 FROM targeted t WHERE t.incident = r.incident)
)
SELECT p.actor AS perpetrator, who.name AS perpetrator_name, who.principal AS perpetrator_account,
       h.actor AS target, whom.name AS target_name, whom.principal AS target_account, h.provoker AS target_is_provoker,
       i.id AS incident, i.kind, i.date_text, i.earliest, i.latest, i.killed, i.wounded, i.status, i.confidence, i.sources,
       (SELECT json_group_array(answered) FROM (SELECT answered FROM retaliated_for WHERE incident = i.id ORDER BY answered))
           AS answered,
       e.quote, e.document
FROM incidents i
JOIN perpetrated p ON p.incident = i.id JOIN actors who ON who.id = p.actor
JOIN hit h ON h.incident = i.id JOIN actors whom ON whom.id = h.actor
LEFT JOIN evidence e ON e.incident = i.id AND e.number = 1
WHERE i.modality = 'asserted' AND EXISTS (SELECT 1 FROM retaliated_for r WHERE r.incident = i.id);

-- Who backs whom, of what is told as fact or stated by the ontology, with the first sentence that says so.
CREATE VIEW backed AS
SELECT r.subject AS backer, one.name AS backer_name, one.principal AS backer_account,
       r.object AS backed, other.name AS backed_name, other.principal AS backed_account,
       r.evidence_count, r.standing, e.quote, e.document
FROM relations r
JOIN actors one ON one.id = r.subject JOIN actors other ON other.id = r.object
LEFT JOIN evidence e ON e.relation = r.id
    AND e.number = (SELECT min(number) FROM evidence WHERE relation = r.id AND modality = 'asserted')
WHERE r.relation = 'backs' AND (r.modality = 'asserted' OR r.standing IS NOT NULL);

-- SELECT e.* FROM evidence_fts JOIN evidence e ON e.rowid = evidence_fts.rowid WHERE evidence_fts MATCH 'tanker';
CREATE VIRTUAL TABLE evidence_fts USING fts5(quote, content = 'evidence');
INSERT INTO evidence_fts(evidence_fts) VALUES ('rebuild');
