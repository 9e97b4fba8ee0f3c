import type { ReactNode } from 'react';
import type { WaitSpread } from '../protocol';
import { wait } from '../time';
import { type Day, roundUp } from './figures';

const WIDTH = 520;
const HEIGHT = 190;
const LEFT = 58;
const TOP = 12;
const FOOT = 26;
const FLOOR = HEIGHT - FOOT;

const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const dayName = (day: Day, i: number, all: readonly Day[]) => (i === all.length - 1 ? 'Today' : WEEKDAY.format(day.start));

/** How many calls a day had; the failed ones apart. */
export function CallsChart({ days }: { days: readonly Day[] }) {
  const top = roundUp(Math.max(...days.map((day) => day.calls)));
  const y = (calls: number) => FLOOR - (calls / top) * (FLOOR - TOP);
  const words = days.map((day, i) => `${dayName(day, i, days)} ${day.calls}${day.failed > 0 ? `, ${day.failed} failed` : ''}`).join('; ');
  return (
    <Frame title="Calls a day" words={words} top={top} label={String}>
      {days.map((day, i) => {
        const { x, width } = slot(i, days.length);
        return (
          <g key={day.start}>
            <title>{`${dayName(day, i, days)}: ${day.calls} calls, ${day.failed} failed`}</title>
            <rect className="bar" x={x} y={y(day.calls)} width={width} height={FLOOR - y(day.calls)} rx="3" />
            {day.failed > 0 && <rect className="bar-failed" x={x} y={y(day.failed)} width={width} height={FLOOR - y(day.failed)} rx="3" />}
            {day.calls > 0 && (
              <text className="bar-number" x={x + width / 2} y={y(day.calls) - 4}>
                {day.calls}
              </text>
            )}
          </g>
        );
      })}
      <Days days={days} />
    </Frame>
  );
}

const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** From the median to the 99th percentile of the wait, a day a stroke. */
export function PercentilesChart({ days }: { days: readonly WaitSpread[] }) {
  const measured = days.flatMap(({ day, p50, p95, p99 }) =>
    day === null || p50 === null || p95 === null || p99 === null ? [] : [{ name: SHORT_DAY.format(new Date(day)), p50, p95, p99 }],
  );
  if (measured.length === 0) return <p className="faint">No turn was measured yet.</p>;
  const top = roundUp(Math.max(...measured.map((day) => day.p99)));
  const y = (ms: number) => FLOOR - (ms / top) * (FLOOR - TOP);
  const words = measured.map((day) => `${day.name} median ${wait(day.p50)}, p95 ${wait(day.p95)}, p99 ${wait(day.p99)}`).join('; ');
  const every = Math.ceil(measured.length / 7);
  return (
    <Frame title="Voice to voice a day" words={words} top={top} label={(ms) => wait(ms)}>
      {measured.map((day, i) => {
        const { x, width } = slot(i, measured.length);
        const at = x + width / 2;
        return (
          <g key={day.name}>
            <title>{`${day.name}: median ${wait(day.p50)}, 95th percentile ${wait(day.p95)}, 99th ${wait(day.p99)}`}</title>
            <line className="wait-range" x1={at} x2={at} y1={y(day.p50)} y2={y(day.p99)} />
            <circle className="wait-p99" cx={at} cy={y(day.p99)} r="3" />
            <circle className="wait-p95" cx={at} cy={y(day.p95)} r="4" />
            <circle className="wait-p50" cx={at} cy={y(day.p50)} r="5" />
            {(measured.length - 1 - i) % every === 0 && (
              <text className="chart-day" x={at} y={HEIGHT - 6}>
                {day.name}
              </text>
            )}
          </g>
        );
      })}
    </Frame>
  );
}

interface FrameProps {
  title: string;
  /** What the drawing shows, for those who cannot see it. */
  words: string;
  /** Where the axis ends. */
  top: number;
  label: (value: number) => string;
  children: ReactNode;
}

function Frame({ title, words, top, label, children }: FrameProps) {
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${words}.`}>
      {[0, top / 2, top].map((value) => {
        const y = FLOOR - (value / top) * (FLOOR - TOP);
        return (
          <g key={value}>
            <line className="chart-line" x1={LEFT} x2={WIDTH} y1={y} y2={y} />
            {(Number.isInteger(value) || top > 10) && (
              <text className="chart-value" x={LEFT - 8} y={y + 4}>
                {value === 0 ? '0' : label(value)}
              </text>
            )}
          </g>
        );
      })}
      {children}
    </svg>
  );
}

function Days({ days }: { days: readonly Day[] }) {
  return days.map((day, i) => {
    const { x, width } = slot(i, days.length);
    return (
      <text className="chart-day" key={day.start} x={x + width / 2} y={HEIGHT - 6}>
        {dayName(day, i, days)}
      </text>
    );
  });
}

function slot(i: number, count: number): { x: number; width: number } {
  const each = (WIDTH - LEFT) / count;
  const width = Math.min(38, each * 0.6);
  return { x: LEFT + i * each + (each - width) / 2, width };
}
