-- title: Das Kürzel einer ausgeschiedenen Familie wird nicht neu vergeben.
-- severity: stopp
-- table: familie
-- remedy: Bitte der neuen Familie in allen Dateien ein eigenes Kürzel geben.

-- Stops the run: under one pseudonym the histories of two families would become one, and nobody could take them apart later.
select
  f._delivery,
  f._file as file,
  f._sheet as sheet,
  f._line as line,
  'Familie ' || f.familie_id || ' ist nach einer früheren Lieferung im ' || basis.monat_text(max(frueher.ende_monat))
    || ' ausgeschieden und hier ab ' || basis.monat_text(f.aufnahme_monat) || ' neu aufgenommen.' as message
from basis.familie f
join raw.lieferung l on l.id = f._delivery
join raw.familie frueher on frueher.familie_id = f.familie_id and frueher.ende_monat <= f.aufnahme_monat
join raw.lieferung fl on fl.id = frueher._delivery and fl.stand < l.stand
where f.aufnahme_monat > frueher.aufnahme_monat
group by f._delivery, f._file, f._sheet, f._line, f.familie_id, f.aufnahme_monat
