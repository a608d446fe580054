import type { EChartsCoreOption } from 'echarts/core';

/** The colours of the page as they stand now, for a canvas that can't read them from CSS. */
export interface Palette {
  text: string;
  muted: string;
  line: string;
  surface: string;
  series: readonly string[];
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: colour('text'),
    muted: colour('muted'),
    line: colour('line'),
    surface: colour('surface'),
    series: [1, 2, 3, 4].map((index) => colour(`series-${index}`)),
  };
}

export interface Series {
  name: string;
  kind: 'bar' | 'line';
  /** Null: there is no figure here; the line has a gap. */
  values: readonly (number | null)[];
  /** Drawn dashed and thin: what is only compared with. */
  faint?: boolean;
  stack?: string;
  colour?: number;
}

export interface ChartData {
  /** Below the axis, one for each value. */
  labels: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  axis?: (value: number) => string;
}

/** What is drawn; tooltips are drawn too, so that the page's policy needs no inline style. */
export function chartOption(
  { labels, series, format, axis }: ChartData,
  palette: Palette,
): EChartsCoreOption {
  return {
    color: [...palette.series],
    animationDuration: 250,
    textStyle: { fontFamily: 'inherit', color: palette.muted },
    grid: { left: 4, right: 20, top: series.length > 1 ? 34 : 12, bottom: 8, containLabel: true },
    legend: {
      show: series.length > 1,
      ...{ top: 0, left: 0, itemWidth: 18, itemHeight: 9 },
      textStyle: { color: palette.text },
    },
    tooltip: {
      ...{ trigger: 'axis', renderMode: 'richText', confine: true },
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 13 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '–'),
    },
    xAxis: {
      ...{ type: 'category', data: labels, axisTick: { show: false } },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.muted, hideOverlap: true },
    },
    yAxis: {
      ...{ type: 'value', splitNumber: 4 },
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.muted, formatter: (value: number) => (axis ?? format)(value) },
    },
    series: series.map((one, index) =>
      drawn(one, palette.series[(one.colour ?? index) % palette.series.length]),
    ),
  };
}

function drawn({ name, kind, values, faint = false, stack }: Series, colour: string | undefined): object {
  const common = { name, type: kind, data: values, color: colour, ...(stack && { stack }) };
  if (kind === 'bar') return { ...common, barMaxWidth: 36, itemStyle: { borderRadius: [3, 3, 0, 0] } };
  return {
    ...common,
    lineStyle: { width: faint ? 1.5 : 2.5, type: faint ? 'dashed' : 'solid' },
    symbol: faint ? 'none' : 'circle',
    symbolSize: 6,
  };
}
