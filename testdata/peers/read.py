# Reads a bundle with pandas (without options, then with the delivered script) and its workbook with openpyxl. All must agree.
import openpyxl
import pandas as pd


def say(rows, total, status):
    print(rows, f"{total:.4f}", " ".join(f"{k}={v}" for k, v in sorted(status.items())))


def told(o):
    say(len(o), o.obs_value.sum(), o.obs_status.value_counts().to_dict())


plain = pd.read_csv("data/observations.csv")
assert plain.conf_status.dtype == object and plain.time_period.dtype == object and plain.obs_value.dtype == float
told(plain)
exec(open("import/import.py", encoding="utf-8").read())
assert str(observations.period_end.dtype) == "datetime64[ns]" and observations.obs_status_label.notna().all()
told(observations)

book = openpyxl.load_workbook("formats/indikatoren.xlsx")
assert book.sheetnames == ["Lesehilfe", "Indikatoren", "Übersicht", "Codebook", "Codelisten", "Datenqualität", "Änderungen"]
for sheet in book:
    assert sheet.freeze_panes == "A2", sheet.title
    assert (len(sheet.tables) == 1) == (sheet.title != "Lesehilfe"), sheet.title
    assert not any(c.data_type == "f" for row in sheet.iter_rows() for c in row), sheet.title
rows = list(book["Indikatoren"].iter_rows(values_only=True))
value, status = rows[0].index("Wert"), rows[0].index("Wertstatus")
counts = {}
for r in rows[1:]:
    counts[r[status]] = counts.get(r[status], 0) + 1
say(len(rows) - 1, sum(r[value] for r in rows[1:] if r[value] is not None), counts)
