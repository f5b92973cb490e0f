-- title: {de: Fehlquote, en: Rate of absence}
-- short: {de: Fehlquote, en: Absence}
-- catalogue: B02
-- topic: schulbesuch
-- numerator:
--   de: Fehlstunden, entschuldigt und unentschuldigt
--   en: Hours of absence, excused and unexcused
-- denominator:
--   de: Soll-Stunden der Schülerinnen und Schüler, für die beide Angaben vorliegen
--   en: Scheduled hours of the pupils for whom both figures are known
-- measure: ratio
-- unit: PERCENT
-- counts: hours
-- direction: down
-- period: [half_year, school_year]
-- by: [geschlecht_2, schulstufe]
-- disclosure: protected
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Fehlzeiten im Zeugnis nach § 49 SchulG NRW (SchILD SumFehlStd)
-- source: Schulen (SchILD-Export)
-- note:
--   de: Tage werden in Stunden umgerechnet. Enthält das zweite Halbjahr das erste, wird dieses abgezogen. Fehlende Angaben gelten nicht als null Fehlstunden.
--   en: Days are converted into hours. Where the second half-year contains the first, the first is taken off. Missing figures do not count as no absence.
select
  h.freq,
  h.time_period,
  h.person_id as unit_id,
  h.person_id,
  h.familie_id as family_id,
  -- Both or neither, as in fehlquote_unent.
  case when h.soll_std is not null then h.fehl_std end as numerator,
  case when h.fehl_std is not null then h.soll_std end as denominator,
  h.geschlecht_2,
  h.schulstufe
from basis.schulhalbjahr_lang h
where h.freq in ('SH', 'SY')
