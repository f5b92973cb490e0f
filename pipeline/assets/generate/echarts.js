// What drawing needs of ECharts, and nothing else: this bundle is compiled at the start of every run.
import { init, use } from "echarts/core";
import { BarChart, LineChart, SankeyChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { setPlatformAPI } from "zrender/lib/core/platform.js";

use([
  BarChart, LineChart, SankeyChart, ScatterChart,
  AriaComponent, GridComponent, LegendComponent, MarkLineComponent, LabelLayout, SVGRenderer,
]);

export { init, setPlatformAPI };
