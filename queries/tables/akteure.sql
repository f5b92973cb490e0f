-- title: {de: Beteiligte am Thema, en: Actors}
-- note:
--   de: Ergebnis der Beteiligtenanalyse zu Beginn des Projekts.
--   en: Result of the analysis of actors at the start of the project.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: institution, type: text, codes: stelle, label: {de: Institution, en: Institution}}
--   - {name: angebot, type: text, label: {de: Angebot, en: Offer}}
--   - {name: erfahrung, type: text, codes: erfahrung_zielgruppe, label: {de: Erfahrung mit der Zielgruppe, en: Experience with the target group}}
select a.institution, a.angebot, a.erfahrung_mit_zielgruppe as erfahrung
from basis.akteur a
join basis.code s on s.liste = 'stelle' and s.code = a.institution
order by s.rang, a.angebot
