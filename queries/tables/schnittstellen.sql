-- title: {de: Schnittstellen zwischen Stellen, en: Gaps between offices}
-- note:
--   de: Lücken zwischen Stellen, die an Einzelfällen, in Fallkonferenzen oder in Gremien sichtbar wurden.
--   en: Gaps between offices that became visible in single cases, case conferences or committees.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: stellen, type: text, label: {de: Stellen, en: Offices}}
--   - {name: thema, type: text, codes: thema, label: {de: Thema, en: Topic}}
--   - {name: erkannt_am, type: month, label: {de: erkannt, en: found}}
--   - {name: geloest_am, type: month, label: {de: gelöst, en: solved}}
--   - {name: status, type: text, codes: schnittstelle_status, label: {de: Stand, en: Status}}
select s.stellen, s.thema, s.erkannt_am, s.geloest_am, s.status
from basis.schnittstelle s
order by s.erkannt_am, s.schnittstelle_id
