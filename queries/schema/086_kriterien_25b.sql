-- Grain: person × quarter × legal state × criterion (list kriterium_25b) of § 25b Abs. 1 AufenthG, as basis.kriterien_25a, for adults.
--   AUFENTHALT       fewer months are enough for a parent with a minor unmarried child in the household; whether a child is
--                    unmarried or lives there counts as yes where nobody says no. rest_monate are the months that are missing, null if unknown
--   LEBENSUNTERHALT  earnings cover more than the share of the law, or illness, disability or age excuse from it (Abs. 3). Two
--                    variants, both in the list: LUS_NETTO by net earnings, LUS_ANR after the allowances of SGB II. Neither is
--                    fixed by law, and they give different results: figures name theirs
--   DEUTSCH          A2 in speaking, or excused as above; without a word on the excuse, what is missed is not determinable
--   SCHULBESUCH      every child subject to compulsory schooling has a place and, where somebody has assessed it, really attends
-- Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung.
create or replace view basis.kriterien_25b as
with recht as (
  select
    legal_state,
    gilt_von,
    gilt_bis,
    max(wert) filter (parameter = 'aufenthalt_monate') as aufenthalt_monate,
    max(wert) filter (parameter = 'aufenthalt_monate_mit_kind') as aufenthalt_monate_mit_kind,
    max(wert) filter (parameter = 'lebensunterhalt_anteil_ueber') as anteil_ueber,
    max(wert) filter (parameter = 'alter_ab') as alter_ab,
    coalesce(max(wert) filter (parameter = 'mit_104c'), 0) = 1 as mit_104c,
    max(wert) filter (parameter = 'unterbrechung_monate_max') as unterbrechung_max
  from basis.recht
  where regel in ('25B', 'ALLE')
  group by legal_state, gilt_von, gilt_bis
),
mit_kind as (
  select distinct k.freq, k.time_period, k.familie_id
  from basis.person_stichtag k
  join basis.person p on p.person_id = k.person_id
  where p.rolle = 'KIND'
    and not k.erwachsen
    and p.ledig is distinct from false
    and p.im_haushalt is distinct from false
),
schulbesuch as (
  select s.freq, s.time_period, s.familie_id, case when count(*) = count(s.schulplatz) or not bool_and(s.schulplatz) then bool_and(s.schulplatz) end as alle
  from basis.schulbesuch_stichtag s
  join basis.person p on p.person_id = s.person_id
  where s.schulpflicht_2 is not null
    and p.rolle = 'KIND'
  group by s.freq, s.time_period, s.familie_id
),
erwachsen as materialized (
  select
    a.freq,
    a.time_period,
    a.stichtag,
    a.familie_id,
    a.person_id,
    a.aufenthaltsstatus,
    p.rolle,
    p.ausnahme_lebensunterhalt,
    basis.aufenthalt_monate(a.aufenthalt_seit, a.stichtag, a.unterbrechung_monate, r.unterbrechung_max, a.zeit_60b_monate) as monate,
    case when p.rolle = 'ELTERNTEIL' and k.familie_id is not null then r.aufenthalt_monate_mit_kind else r.aufenthalt_monate end as noetig,
    r.legal_state,
    r.anteil_ueber
  from basis.aufenthalt_stichtag a
  join recht r on a.stichtag between r.gilt_von and r.gilt_bis
  join basis.person p on p.person_id = a.person_id
  left join mit_kind k on k.freq = a.freq and k.time_period = a.time_period and k.familie_id = a.familie_id
  where a.freq = 'Q'
    and a.alter_jahre >= r.alter_ab
    and (a.geduldet is distinct from false or (r.mit_104c and a.aufenthaltsstatus = 'AE_104C'))
),
rechnerisch as (
  select
    e.*,
    unnest([
      {'kriterium': 'AUFENTHALT', 'anwendbar': true, 'erfuellt': e.monate >= e.noetig},
      {'kriterium': 'LUS_NETTO', 'anwendbar': true, 'erfuellt': e.ausnahme_lebensunterhalt or l.netto > l.bedarf * e.anteil_ueber},
      {'kriterium': 'LUS_ANR', 'anwendbar': true, 'erfuellt': e.ausnahme_lebensunterhalt or l.anrechenbar > l.bedarf * e.anteil_ueber},
      {'kriterium': 'DEUTSCH', 'anwendbar': true, 'erfuellt': e.ausnahme_lebensunterhalt or d.rang >= a2.rang},
      {'kriterium': 'SCHULBESUCH', 'anwendbar': s.familie_id is not null, 'erfuellt': case when s.alle is distinct from false then coalesce(k.erfuellt, s.alle) else false end}
    ], recursive := true)
  from erwachsen e
  join basis.code a2 on a2.liste = 'niveau' and a2.code = 'A2'
  left join basis.lebensunterhalt l on l.freq = e.freq and l.time_period = e.time_period and l.familie_id = e.familie_id
  left join basis.deutsch_stichtag d on d.freq = e.freq and d.time_period = e.time_period and d.person_id = e.person_id
  left join schulbesuch s on s.freq = e.freq and s.time_period = e.time_period and s.familie_id = e.familie_id
  left join basis.kriterium_stichtag k
    on k.freq = e.freq and k.time_period = e.time_period and k.person_id = e.person_id and k.regel = '25B' and k.kriterium = 'SCHULBESUCH_KINDER'
),
alle as (
  select *, true as rechnerisch from rechnerisch
  union all
  select e.*, c.code, true, k.erfuellt, false
  from erwachsen e
  join basis.code c on c.liste = 'kriterium_25b' and c.code in ('FDGO', 'GRUNDKENNTNISSE', 'AUSSCHLUSS')
  left join basis.kriterium_stichtag k
    on k.freq = e.freq and k.time_period = e.time_period and k.person_id = e.person_id and k.regel = '25B' and k.kriterium = c.code
)
select
  freq,
  time_period,
  stichtag,
  familie_id,
  person_id,
  rolle,
  legal_state,
  kriterium,
  rechnerisch,
  basis.vierwertig(anwendbar, case when aufenthaltsstatus is not null then erfuellt end) as ergebnis,
  case when monate is not null then greatest(noetig - monate, 0) end as rest_monate
from alle;
