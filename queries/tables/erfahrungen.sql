-- title: {de: Erfahrungen aus der Fallarbeit, en: Experience from case work}
-- note:
--   de: Nur Aussagen, die eine Stelle zur Veröffentlichung freigegeben hat. Sie beziehen sich auf keine einzelne Familie.
--   en: Only statements that an office has released for publication. None speaks of a single family.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: art, type: text, codes: erfahrung_art, label: {de: Art, en: Kind}}
--   - {name: thema, type: text, codes: thema, label: {de: Thema, en: Topic}}
--   - {name: ebene, type: text, codes: erfahrung_ebene, label: {de: Ebene, en: Level}}
--   - {name: aussage, type: text, label: {de: Erfahrung, en: Experience}}
--   - {name: quelle, type: text, codes: stelle, label: {de: Quelle, en: Source}}
--   - {name: monat, type: month, label: {de: Monat, en: Month}}
select e.art, e.thema, e.ebene, e.aussage, e.quelle, e.monat
from basis.erfahrung e
join basis.code a on a.liste = 'erfahrung_art' and a.code = e.art
where e.freigabe
order by a.rang, e.monat, e.erfahrung_id
