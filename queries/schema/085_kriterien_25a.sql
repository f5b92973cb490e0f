-- Grain: person × quarter × legal state × criterion (list kriterium_25a) of § 25a Abs. 1 AufenthG. Young people of the age of the law who
-- are tolerated (or hold § 104c, where the law lets them) on the day, or whose status is unknown; to everybody else the rule does not
-- apply, and they are not here. ergebnis is ERFUELLT, NICHT_ERFUELLT, NICHT_FESTSTELLBAR or NICHT_ANWENDBAR.
-- rechnerisch: computed from dated facts; the others are assessed by hand (basis.kriterium_stichtag).
--   AUFENTHALT  completed months of residence
--   VORDULDUNG  months since the first toleration, where the law asks for any
--   SCHULE      enough successful school years and still at school, or a certificate. Successful is a school year with promotion, or
--               without one being due; those before the project are delivered as a number
--   ALTER       frist is the month in which the age of the law is reached
-- Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung.
create or replace view basis.kriterien_25a as
with recht as (
  select
    legal_state,
    gilt_von,
    gilt_bis,
    max(wert) filter (parameter = 'aufenthalt_monate') as aufenthalt_monate,
    max(wert) filter (parameter = 'vorduldung_monate') as vorduldung_monate,
    max(wert) filter (parameter = 'schuljahre') as schuljahre,
    max(wert) filter (parameter = 'alter_ab') as alter_ab,
    cast(max(wert) filter (parameter = 'alter_unter') as integer) as alter_unter,
    coalesce(max(wert) filter (parameter = 'mit_104c'), 0) = 1 as mit_104c,
    max(wert) filter (parameter = 'unterbrechung_monate_max') as unterbrechung_max
  from basis.recht
  where regel in ('25A', 'ALLE')
  group by legal_state, gilt_von, gilt_bis
),
geduldet_seit as (
  select person_id, min(gueltig_von) as seit
  from basis.aufenthalt
  where status like 'DUL\_%' escape '\'
  group by person_id
),
jung as materialized (
  select
    a.freq,
    a.time_period,
    a.stichtag,
    a.familie_id,
    a.person_id,
    a.geburt_monat,
    a.aufenthaltsstatus,
    basis.aufenthalt_monate(a.aufenthalt_seit, a.stichtag, a.unterbrechung_monate, r.unterbrechung_max, a.zeit_60b_monate) as monate,
    date_sub('month', g.seit, a.stichtag) as duldung_monate,
    r.*
  from basis.aufenthalt_stichtag a
  join recht r on a.stichtag between r.gilt_von and r.gilt_bis
  left join geduldet_seit g on g.person_id = a.person_id and g.seit <= a.stichtag
  where a.freq = 'Q'
    and a.alter_jahre >= r.alter_ab
    and a.alter_jahre < r.alter_unter
    and (a.geduldet is distinct from false or (r.mit_104c and a.aufenthaltsstatus = 'AE_104C'))
),
erfolg as (
  select j.time_period, j.person_id, count(*) as schuljahre
  from jung j
  join basis.zeitraum z on z.freq = 'SY' and z.bis <= j.stichtag
  join basis.schuljahr_ergebnis e on e.freq = z.freq and e.time_period = z.time_period and e.person_id = j.person_id
  where e.versetzt in ('JA', 'ENTFAELLT')
  group by j.time_period, j.person_id
),
abschluss as (
  select j.time_period, j.person_id
  from jung j
  join basis.uebergang u on u.person_id = j.person_id and u.abgang_monat <= j.stichtag
  join basis.code c on c.liste = 'abschluss' and c.code = u.abschluss
  join basis.code hsa on hsa.liste = 'abschluss' and hsa.code = 'B'
  where c.rang >= hsa.rang
  union
  select j.time_period, j.person_id
  from jung j
  join basis.beschaeftigung b on b.person_id = j.person_id and last_day(b.ende) <= j.stichtag
  where b.art in ('AUSB_BETR', 'AUSB_SCHUL')
    and b.ende_grund = 'ABSCHLUSS'
),
schule as (
  select
    j.time_period,
    j.person_id,
    -- Three-valued. Without consent to the use of school data there is no row of schulbesuch_stichtag, and nothing is known.
    case
      when s.person_id is null then null
      when a.person_id is not null then true
      else coalesce(e.schuljahre >= j.schuljahre, false) and s.schulplatz
        or p.schuljahre_erfolg_vorher + coalesce(e.schuljahre, 0) >= j.schuljahre and s.schulplatz
    end as erfuellt
  from jung j
  join basis.person p on p.person_id = j.person_id
  left join basis.schulbesuch_stichtag s on s.freq = j.freq and s.time_period = j.time_period and s.person_id = j.person_id
  left join erfolg e on e.time_period = j.time_period and e.person_id = j.person_id
  left join abschluss a on a.time_period = j.time_period and a.person_id = j.person_id
),
rechnerisch as (
  select
    j.*,
    unnest([
      {'kriterium': 'AUFENTHALT', 'anwendbar': true, 'erfuellt': j.monate >= j.aufenthalt_monate},
      {'kriterium': 'VORDULDUNG', 'anwendbar': j.vorduldung_monate > 0, 'erfuellt': j.aufenthaltsstatus = 'AE_104C' or j.duldung_monate >= j.vorduldung_monate},
      {'kriterium': 'SCHULE', 'anwendbar': true, 'erfuellt': s.erfuellt},
      {'kriterium': 'ALTER', 'anwendbar': true, 'erfuellt': true}
    ], recursive := true)
  from jung j
  join schule s on s.time_period = j.time_period and s.person_id = j.person_id
),
alle as (
  select *, true as rechnerisch from rechnerisch
  union all
  select j.*, c.code, true, k.erfuellt, false
  from jung j
  join basis.code c on c.liste = 'kriterium_25a' and c.code in ('PROGNOSE', 'FDGO', 'AUSSCHLUSS')
  left join basis.kriterium_stichtag k
    on k.freq = j.freq and k.time_period = j.time_period and k.person_id = j.person_id and k.regel = '25A' and k.kriterium = c.code
)
select
  freq,
  time_period,
  stichtag,
  familie_id,
  person_id,
  legal_state,
  kriterium,
  rechnerisch,
  -- Whose status is unknown may not fall under the rule at all.
  basis.vierwertig(anwendbar, case when aufenthaltsstatus is not null then erfuellt end) as ergebnis,
  cast(geburt_monat + to_years(alter_unter) as date) as frist
from alle;
