// Reads a bundle with npm datapackage: prints rows, sum and status counts of observations, or "invalid: …" with what it found.
const { Package } = require("datapackage");

async function main(folder) {
  const dataset = await Package.load(folder + "/datapackage.json");
  if (!dataset.valid) return "invalid: " + dataset.errors.map((e) => e.message).join("; ");
  let rows = [];
  for (const name of dataset.resourceNames) {
    const resource = dataset.getResource(name);
    if (!resource.descriptor.schema) continue; // the workbook counts as tabular, but nothing here reads it
    try {
      const read = await resource.read({ keyed: true, relations: true });
      if (name === "observations") rows = read;
    } catch (e) {
      const all = e.errors && e.errors.length ? e.errors : [e];
      return "invalid: " + name + ": " + all.map((x) => x.message).join("; ");
    }
  }
  const counts = {};
  let sum = 0;
  for (const r of rows) {
    counts[r.obs_status] = (counts[r.obs_status] || 0) + 1;
    sum += r.obs_value === null ? 0 : Number(r.obs_value);
  }
  const status = Object.keys(counts).sort().map((k) => k + "=" + counts[k]).join(" ");
  return `${rows.length} ${sum.toFixed(4)} ${status}`;
}

main(process.argv[2]).then(console.log, (e) => console.log("invalid: " + e.message + (e.errors || []).map((x) => "; " + x.message).join("")));
