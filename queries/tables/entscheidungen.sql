-- title: {de: Bitte entscheiden, en: Please decide}
-- note:
--   de: Offene Entscheidungen der Lenkungsgruppe, die dringendste zuerst.
--   en: Open decisions of the steering group, the most urgent first.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: gegenstand, type: text, label: {de: Gegenstand, en: Subject}}
--   - {name: stelle, type: text, codes: stelle, label: {de: Zuständig, en: Responsible}}
--   - {name: faellig, type: date, label: {de: Fällig, en: Due}}
--   - {name: status, type: text, codes: entscheidung_status, label: {de: Stand, en: Status}}
select e.gegenstand, e.stelle, e.faellig, e.status
from basis.entscheidung e
where e.art = 'ENTSCHEIDUNG'
  and e.status = 'OFFEN'
order by e.faellig nulls last, e.entscheidung_id
