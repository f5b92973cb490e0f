-- title: {de: Risiken und Aufträge, en: Risks and orders}
-- note:
--   de: Nicht erledigte Risiken und Aufträge der Lenkungsgruppe.
--   en: Risks and orders of the steering group that are not done.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: art, type: text, codes: entscheidung_art, label: {de: Art, en: Kind}}
--   - {name: gegenstand, type: text, label: {de: Gegenstand, en: Subject}}
--   - {name: stelle, type: text, codes: stelle, label: {de: Zuständig, en: Responsible}}
--   - {name: faellig, type: date, label: {de: Fällig, en: Due}}
--   - {name: status, type: text, codes: entscheidung_status, label: {de: Stand, en: Status}}
select e.art, e.gegenstand, e.stelle, e.faellig, e.status
from basis.entscheidung e
join basis.code a on a.liste = 'entscheidung_art' and a.code = e.art
where e.art <> 'ENTSCHEIDUNG'
  and e.status <> 'ERLEDIGT'
order by a.rang, e.faellig nulls last, e.entscheidung_id
