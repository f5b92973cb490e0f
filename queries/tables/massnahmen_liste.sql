-- title: {de: Aktivitäten des Projekts, en: Activities of the project}
-- note:
--   de: Beginn und Ende sind die tatsächlichen Monate, wo es sie noch nicht gibt, die geplanten.
--   en: Start and end are the actual months, or the planned ones where there are none yet.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: titel, type: text, label: {de: Aktivität, en: Activity}}
--   - {name: thema, type: text, codes: thema, label: {de: Thema, en: Topic}}
--   - {name: ebene, type: text, codes: ebene_massnahme, label: {de: Ebene, en: Level}}
--   - {name: status, type: text, codes: massnahme_status, label: {de: Stand, en: Status}}
--   - {name: federfuehrung, type: text, codes: stelle, label: {de: Federführung, en: Lead}}
--   - {name: beginn, type: month, label: {de: Beginn, en: Start}}
--   - {name: ende, type: month, label: {de: Ende, en: End}}
--   - {name: start_soll, type: month, label: {de: Beginn geplant, en: Planned start}}
--   - {name: start_ist, type: month, label: {de: Beginn tatsächlich, en: Actual start}}
--   - {name: ende_soll, type: month, label: {de: Ende geplant, en: Planned end}}
--   - {name: ende_ist, type: month, label: {de: Ende tatsächlich, en: Actual end}}

-- soll and ist are left out: where their unit is families or persons, they count people.
select
  m.titel,
  m.thema,
  m.ebene,
  m.status,
  m.federfuehrung,
  coalesce(m.start_ist, m.start_soll) as beginn,
  coalesce(m.ende_ist, m.ende_soll) as ende,
  m.start_soll,
  m.start_ist,
  m.ende_soll,
  m.ende_ist
from basis.massnahme m
left join basis.code t on t.liste = 'thema' and t.code = m.thema
left join basis.code e on e.liste = 'ebene_massnahme' and e.code = m.ebene
order by t.rang, e.rang, beginn, m.massnahme_id
