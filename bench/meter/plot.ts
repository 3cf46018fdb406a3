/**
 * Line charts as SVG text, both axes logarithmic: small enough to keep in a repository, without
 * dependencies, in colours that read on a light and on a dark page.
 *
 * @module
 */

/** One line of a chart. */
export interface Series {
  /** Its name in the legend. */
  readonly name: string;
  /** Its points; those with a value that is not above zero are left out. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Drawn with dashes. */
  readonly isDashed?: boolean;
}

/** A chart. */
export interface Chart {
  /** What it shows. */
  readonly title: string;
  /** What runs to the right, with its unit. */
  readonly xLabel: string;
  /** What runs upward, with its unit. */
  readonly yLabel: string;
  /** Its lines, in the order of the legend. */
  readonly series: readonly Series[];
}

interface Axis {
  readonly low: number;
  readonly high: number;
}

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 72;
const RIGHT = 24;
const TOP = 64;
const BOTTOM = 52;
const COLOURS = ["#2f81f7", "#d29922", "#3fb950", "#db61a2", "#8957e5", "#f0883e"];
const STYLE =
  `text{font:13px system-ui,sans-serif;fill:#6e7781}.title{font-size:15px;font-weight:600}
.grid{stroke:#8b949e;stroke-opacity:.28}.axis{stroke:#8b949e}
@media(prefers-color-scheme:dark){text{fill:#adbac7}}`;

/** Draws a chart of at least one point; throws RangeError if there is none to draw. */
export function drawChart(chart: Chart): string {
  const series = chart.series.map((line) => ({
    ...line,
    points: line.points.filter(([x, y]) => x > 0 && y > 0),
  }));
  const points = series.flatMap((line) => line.points);
  if (points.length === 0) throw new RangeError(`cannot draw "${chart.title}" without points`);
  const x = axisOf(points.map(([value]) => value));
  const y = axisOf(points.map(([, value]) => value));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${
      escapeText(chart.title)
    }">`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="${LEFT}" y="24">${escapeText(chart.title)}</text>`,
    ...grid(x, y),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${
      escapeText(chart.xLabel)
    }</text>`,
    `<text transform="translate(16 ${
      (TOP + HEIGHT - BOTTOM) / 2
    }) rotate(-90)" text-anchor="middle">${escapeText(chart.yLabel)}</text>`,
    ...series.flatMap((line, index) => drawSeries(line, index, { x, y })),
    ...legend(series),
    "</svg>",
    "",
  ].join("\n");
}

// From the power of ten below the smallest value to the one above the largest.
function axisOf(values: readonly number[]): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(...values)) - 1e-9);
  return { low, high: Math.max(high, low + 1) };
}

function placeX(axis: Axis, value: number): string {
  const share = (Math.log10(value) - axis.low) / (axis.high - axis.low);
  return (LEFT + share * (WIDTH - LEFT - RIGHT)).toFixed(1);
}

function placeY(axis: Axis, value: number): string {
  const share = (Math.log10(value) - axis.low) / (axis.high - axis.low);
  return (HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)).toFixed(1);
}

function grid(x: Axis, y: Axis): string[] {
  const lines: string[] = [];
  const bottom = HEIGHT - BOTTOM;
  for (let power = x.low; power <= x.high; power++) {
    const at = placeX(x, 10 ** power);
    lines.push(`<line class="grid" x1="${at}" y1="${TOP}" x2="${at}" y2="${bottom}"/>`);
    lines.push(
      `<text x="${at}" y="${bottom + 20}" text-anchor="middle">${tickWords(power)}</text>`,
    );
  }
  for (let power = y.low; power <= y.high; power++) {
    const at = placeY(y, 10 ** power);
    lines.push(`<line class="grid" x1="${LEFT}" y1="${at}" x2="${WIDTH - RIGHT}" y2="${at}"/>`);
    lines.push(
      `<text x="${LEFT - 8}" y="${Number(at) + 4}" text-anchor="end">${tickWords(power)}</text>`,
    );
  }
  lines.push(`<path class="axis" fill="none" d="M${LEFT} ${TOP}V${bottom}H${WIDTH - RIGHT}"/>`);
  return lines;
}

function tickWords(power: number): string {
  if (power >= 9) return `${10 ** (power - 9)}G`;
  if (power >= 6) return `${10 ** (power - 6)}M`;
  if (power >= 3) return `${10 ** (power - 3)}k`;
  return power >= 0 ? `${10 ** power}` : (10 ** power).toFixed(-power);
}

function drawSeries(line: Series, index: number, { x, y }: { x: Axis; y: Axis }): string[] {
  const colour = COLOURS[index % COLOURS.length];
  const places = line.points.map(([px, py]) => [placeX(x, px), placeY(y, py)] as const);
  const path = places.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px} ${py}`).join("");
  const dashes = line.isDashed ? ' stroke-dasharray="6 4"' : "";
  return [
    `<path fill="none" stroke="${colour}" stroke-width="2"${dashes} d="${path}"/>`,
    ...places.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="3.5" fill="${colour}"/>`),
  ];
}

function legend(series: readonly Series[]): string[] {
  let at = LEFT;
  return series.flatMap(({ name, isDashed }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const dashes = isDashed ? ' stroke-dasharray="6 4"' : "";
    const from = at;
    at += 48 + name.length * 8;
    return [
      `<path stroke="${colour}" stroke-width="2"${dashes} d="M${from} 44h22"/>`,
      `<text x="${from + 28}" y="48">${escapeText(name)}</text>`,
    ];
  });
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(
    '"',
    "&quot;",
  );
}
