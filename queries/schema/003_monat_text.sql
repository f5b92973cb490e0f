-- A month as the findings of queries/checks print it: basis.monat_text(date '2018-03-01') is "März 2018".
create or replace macro basis.monat_text(tag) as
  ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'][month(tag)]
  || ' ' || year(tag);
