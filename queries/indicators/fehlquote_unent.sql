-- title: {de: Unentschuldigte Fehlquote, en: Rate of unexcused absence}
-- short: {de: unentschuldigt, en: unexcused}
-- catalogue: B03
-- topic: schulbesuch
-- numerator:
--   de: Unentschuldigte Fehlstunden
--   en: Hours of unexcused absence
-- denominator:
--   de: Soll-Stunden der Schülerinnen und Schüler, für die beide Angaben vorliegen
--   en: Scheduled hours of the pupils for whom both figures are known
-- measure: ratio
-- unit: PERCENT
-- counts: hours
-- direction: down
-- period: [half_year, school_year, since_intake]
-- by: [geschlecht_2, schulstufe]
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Fehlzeiten im Zeugnis nach § 49 SchulG NRW (SchILD SumFehlStdU)
-- source: Schulen (SchILD-Export)
-- note:
--   de: Tage werden in Stunden umgerechnet. Enthält das zweite Halbjahr das erste, wird dieses abgezogen. Fehlende Angaben gelten nicht als null Fehlstunden. Seit Aufnahme gezählt wird das Halbjahr, in das der Monat fällt.
--   en: Days are converted into hours. Where the second half-year contains the first, the first is taken off. Missing figures do not count as no absence. Since intake means the half-year that holds the month.
select
  h.freq,
  h.time_period,
  h.person_id as unit_id,
  h.person_id,
  h.familie_id as family_id,
  -- Both or neither: hours of absence without scheduled hours, and the other way round, would bend the rate.
  case when h.soll_std is not null then h.fehl_std_unent end as numerator,
  case when h.fehl_std_unent is not null then h.soll_std end as denominator,
  h.geschlecht_2,
  h.schulstufe
from basis.schulhalbjahr_lang h
