
// Charts answer to mouse and keys: what a point stands for is said beside it. Texts come ready with the points.
for (const source of document.querySelectorAll("script.option")) {
  const box = source.parentElement.querySelector(".chart");
  const picture = box.querySelector("svg");
  const { width, height } = picture.viewBox.baseVal;
  const option = readOption(source.textContent);
  option.tooltip = { trigger: "item", confine: true, className: "tip", formatter: formatters.tip, transitionDuration: 0 };
  for (const series of option.series) series.emphasis = { disabled: true };

  option.textStyle.fontFamily = getComputedStyle(picture).fontFamily;

  const live = document.createElement("div"); // ECharts sets the position of its own element
  live.className = "live";
  live.setAttribute("role", "img");
  live.setAttribute("aria-label", picture.getAttribute("aria-label"));
  const spoken = document.createElement("p");
  spoken.className = "spoken";
  spoken.setAttribute("role", "status");
  const stage = document.createElement("div");
  stage.style.width = width + "px";
  stage.style.height = height + "px";
  live.append(stage);
  box.append(live);
  box.after(spoken);
  const chart = echarts.init(stage, null, { renderer: "svg", width, height });
  chart.setOption(option);
  box.classList.add("answers");

  // The picture keeps its place on the page, and the drawing lies over it at its size.
  const fit = () => { live.style.transform = `scale(${picture.getBoundingClientRect().width / width})`; };
  new ResizeObserver(fit).observe(picture);
  fit();

  const points = option.series.flatMap((series, seriesIndex) =>
    [].concat(series.data || []).flatMap((point, dataIndex) => (point && point.tip ? [{ seriesIndex, dataIndex, tip: point.tip }] : [])));
  let at = -1;
  box.addEventListener("keydown", (event) => {
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: points.length - 1 }[event.key];
    if (event.key === "Escape") chart.dispatchAction({ type: "hideTip" });
    if (to === undefined || points.length === 0) return;
    event.preventDefault();
    at = (to + points.length) % points.length;
    chart.dispatchAction({ type: "showTip", ...points[at] });
    spoken.textContent = points[at].tip;
  });
  box.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
}
