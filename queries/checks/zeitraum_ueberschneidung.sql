-- title: Zeiträume derselben Art überschneiden sich nicht.
-- severity: warnung
-- table: aufenthalt
-- remedy: Bitte den älteren Zeitraum mit dem Monat beenden, in dem der neue beginnt.

-- Kept with a warning: the figures of a day take the spell that began last, so the older one does no harm. Two spells may share one
-- month, because a change within a month ends one and begins the other.
with zeitraum as (
  select _delivery, _file, _sheet, _line, 'Unterbringung' as was, '' as art, familie_id as wer, gueltig_von as von, gueltig_bis as bis from basis.wohnen
  union all
  select _delivery, _file, _sheet, _line, 'Leistung', '', familie_id, gueltig_von, gueltig_bis from basis.leistung
  union all
  select _delivery, _file, _sheet, _line, 'Aufenthaltsstatus', '', person_id, gueltig_von, gueltig_bis from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, 'Beschäftigung', art, person_id, beginn, ende from basis.beschaeftigung
  union all
  select _delivery, _file, _sheet, _line, 'Teilnahme', concat_ws(' ', angebot_typ, massnahme_id), person_id, beginn, ende from basis.teilnahme
),
folge as (
  select *, lead(von) over (partition by was, art, wer order by von) as naechster
  from zeitraum
)
select
  _delivery,
  _file as file,
  _sheet as sheet,
  _line as line,
  case
    when bis is null then was || ': Der Zeitraum von ' || wer || ' ab ' || basis.monat_text(von) || ' ist offen, obwohl ab '
      || basis.monat_text(naechster) || ' ein neuer gilt.'
    else was || ': Der Zeitraum von ' || wer || ' reicht bis ' || basis.monat_text(bis) || ', der nächste beginnt schon im '
      || basis.monat_text(naechster) || '.'
  end as message
from folge
where bis > naechster
   or (bis is null and naechster is not null)
