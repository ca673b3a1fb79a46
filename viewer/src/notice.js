// What is not to be seen, in plain words.

import { byId } from './dom.js';
import { count } from './text.js';

export function showNotice(state, rows, drawn) {
  const said = [];
  if (rows.incidents.length === 0 && rows.relations.length === 0) said.push('Nothing passes the filters.');
  if (state.view === 'graph' && drawn) {
    if (drawn.folded > 0) {
      const left = [count(drawn.folded, 'other actor'), ...(drawn.left > 0 ? [count(drawn.left, 'incident')] : [])].join(' and ');
      said.push(
        `Only the most connected actors are drawn; ${left} ${drawn.folded + drawn.left === 1 ? 'is' : 'are'} not. ` +
          '“+ 12” on an actor stands for 12 neighbours: click the actor to add them. Chains and table hold everything.',
      );
    } else if (drawn.left > 0) said.push(`${count(drawn.left, 'incident')} not drawn; the table holds them.`);
    if (drawn.bare > 0) said.push(`${count(drawn.bare, 'incident')} of which nobody says who or whom: in the table only.`);
  }
  if (rows.undated > 0) said.push(`Left out for want of a date: ${count(rows.undated, 'incident')}.`);
  const notice = byId('notice');
  notice.textContent = said.join(' ');
  notice.hidden = said.length === 0;
}
