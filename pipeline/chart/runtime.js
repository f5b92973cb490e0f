"use strict";
// The part of drawing that has to be JavaScript: the same in goja and, for interactive charts, in a browser.

// group writes the digits of a tick: ECharts rounds ticks to at most a few decimals, so their text is exact.
function group(value, thousands, point) {
  const [whole, fraction] = String(Math.abs(value)).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, thousands) + (fraction ? point + fraction : "");
  return value < 0 ? "\u2212" + digits : digits;
}

// formatters is the closed table of what an option may name in place of a function: "formatter": "@percent-de". An option holds
// no functions, so it can be stored, compared, and read under a content policy that forbids eval.
const formatters = {
  "number-de": (value) => group(value, ".", ","),
  "number-en": (value) => group(value, ",", "."),
  "percent-de": (value) => group(value, ".", ",") + "\u00a0%",
  "percent-en": (value) => group(value, ",", ".") + "%",
  // What a browser says of a point comes ready with it.
  "tip": ({ data }) => String((data && data.tip) || "").replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`),
  // A month, counted from year 0: "07/18".
  "month": (value) => String(value % 12 + 1).padStart(2, "0") + "/" + String(Math.floor(value / 12) % 100).padStart(2, "0"),
};

// readOption reads an option and puts formatters in the place of their names. An unknown name is an error.
function readOption(json) {
  return JSON.parse(json, (key, value) => {
    if (key !== "formatter" || typeof value !== "string" || value[0] !== "@") return value;
    const formatter = formatters[value.slice(1)];
    if (!formatter) throw new Error("unknown formatter " + value);
    return formatter;
  });
}

// draw is the chart as SVG text. ECharts leaves out in silence what its bundle does not hold.
function draw(json, width, height) {
  const option = readOption(json);
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    if (chart.getModel().getSeriesCount() !== option.series.length) throw new Error("not every series can be drawn");
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
