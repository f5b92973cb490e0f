-- title: {de: Integrationsquote, en: Integration rate}
-- short: {de: Integrationen, en: Integrations}
-- catalogue: D04
-- topic: erwerb
-- numerator:
--   de: Aufnahmen einer sozialversicherungspflichtigen Arbeit, Ausbildung oder Selbständigkeit in den zwölf Monaten bis zum letzten Tag des Quartals
--   en: Starts of employment subject to social insurance, training or self-employment in the twelve months up to the last day of the quarter
-- denominator:
--   de: Erwerbsfähige von 18 bis unter 65 Jahren im Mittel dieser Monate
--   en: Persons able to work, aged 18 to under 65, mean of these months
-- measure: ratio
-- unit: PERCENT
-- counts: others
-- direction: up
-- period: stock
-- disclosure: protected
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Integrationsquote K2 nach § 48a SGB II
-- source: Agentur für Arbeit
-- note:
--   de: "Ereignisse, nicht Personen: höchstens eines je Person und Monat. Nur für Quartale mit zwölf Monaten Projekt davor. Wessen Erwerbsfähigkeit nicht bekannt ist, zählt nicht mit; sie hat kein Datum und gilt für alle Monate."
--   en: "Events, not persons: at most one for a person and month. Only for quarters with twelve months of the project before. Persons whose ability to work is unknown are not counted; it has no date and holds for all months."
with monat as (
  select
    z.freq,
    z.time_period,
    cast(unnest(generate_series(cast(z.bis + 1 - to_months(12) as timestamp), cast(z.bis as timestamp), to_months(1))) as date) as monat
  from basis.zeitraum z
  join basis.lauf l on z.bis + 1 - to_months(12) >= l.term_von
  where z.freq = 'Q'
),
bestand as (
  select m.freq, m.time_period, m.monat, p.person_id, p.familie_id, p.erwerbsfaehig
  from monat m
  join basis.familie f on f.aufnahme_monat <= m.monat and (f.ende_monat is null or f.ende_monat >= m.monat)
  join basis.person p on p.familie_id = f.familie_id
  join basis.auswertbar a on a.person_id = p.person_id and a.zweck = 'FALLMANAGEMENT'
  where p.erwerbsfaehig is distinct from false
    and date_sub('year', p.geburt_monat, last_day(m.monat)) >= basis.parameter('alter_erwachsen')
    and date_sub('year', p.geburt_monat, last_day(m.monat)) < basis.parameter('alter_erwerb_unter')
)
select
  b.freq,
  b.time_period,
  b.person_id as unit_id,
  b.person_id,
  b.familie_id as family_id,
  case when b.erwerbsfaehig then count(s.beginn) end::decimal(18, 6) as numerator,
  -- A person who was there for six of the twelve months is half a person of the mean.
  case when b.erwerbsfaehig then count(*)::decimal(18, 6) / 12 end::decimal(18, 6) as denominator
from bestand b
left join basis.svb_beginn s on s.person_id = b.person_id and s.beginn = b.monat
group by b.freq, b.time_period, b.person_id, b.familie_id, b.erwerbsfaehig
