// What our charts use of ECharts, and nothing else: the bundle is compiled at the start of every run.
import { init, use } from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { setPlatformAPI } from "zrender/lib/core/platform.js";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, LabelLayout, SVGRenderer]);

export { init, setPlatformAPI };
