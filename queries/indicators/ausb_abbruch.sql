-- title: {de: Abgebrochene Ausbildungen, en: Trainings broken off}
-- short: {de: abgebrochen, en: broken off}
-- catalogue: C08
-- topic: uebergang
-- numerator:
--   de: Ausbildungen, die bis zum letzten Tag des Quartals ohne Abschluss beendet sind
--   en: Trainings ended without a certificate by the last day of the quarter
-- denominator:
--   de: Ausbildungen, die während der Begleitung begonnen wurden
--   en: Trainings begun while the family was supported
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Ausbildungen, en: trainings}
-- direction: down
-- period: project
-- disclosure: sensitive
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Vorzeitig gelöste Ausbildungsverträge (BIBB), dort nur betriebliche
-- source: Agentur für Arbeit
-- note:
--   de: Abbruch, Kündigung und der Wegfall der Erlaubnis zählen; ein Wechsel der Stelle nicht. Endet eine Ausbildung aus einem anderen oder unbekannten Grund, ist sie nicht feststellbar.
--   en: Breaking off, dismissal and the loss of the permit count; a change of place does not. A training that ends for another or an unknown reason is not determinable.
with ausbildung as (
  select
    p.freq,
    p.time_period,
    p.person_id,
    p.familie_id,
    concat_ws('/', b.person_id, b.art, b.beginn) as ausbildung_id,
    case
      when b.ende is null or last_day(b.ende) > p.begleitet_bis then false
      when b.ende_grund in ('ABBRUCH', 'KUENDIGUNG_AG', 'KUENDIGUNG_AN', 'ERLAUBNIS') then true
      when b.ende_grund in ('ABSCHLUSS', 'WECHSEL') then false
    end as abgebrochen
  from basis.person_zeitraum p
  join basis.beschaeftigung b on b.person_id = p.person_id and b.beginn between p.begleitet_von and p.begleitet_bis
  where p.freq = 'P'
    and b.art in ('AUSB_BETR', 'AUSB_SCHUL')
)
select
  a.freq,
  a.time_period,
  a.ausbildung_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  a.abgebrochen::decimal(18, 6) as numerator,
  case when a.abgebrochen is not null then 1 end::decimal(18, 6) as denominator
from ausbildung a
