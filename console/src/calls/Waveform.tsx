import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Recording } from '../protocol';
import { clock } from '../time';
import { drawPeaks } from './drawPeaks';
import { PEAK_MS } from './Peaks';
import { usePeaks } from './usePeaks';

/** Beyond this a drawing costs a download worth asking for. */
const ASK_BEYOND_SECONDS = 20 * 60;
const STEP_SECONDS = 5;

interface Props {
  recording: Recording;
  agent: string;
  seconds: number;
  seek: (seconds: number) => void;
}

/** The recording's two channels, and a slider over them. */
export function Waveform({ recording, agent, seconds, seek }: Props) {
  const [wanted, setWanted] = useState(recording.seconds <= ASK_BEYOND_SECONDS);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { peaks, state } = usePeaks(wanted ? recording.url : null);
  const total = Math.max(recording.seconds, ((peaks[0]?.length ?? 0) * PEAK_MS) / 1000, 0.001);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawPeaks(element, peaks, total, seconds);
    draw();
    const size = new ResizeObserver(draw);
    size.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      size.disconnect();
      scheme.removeEventListener('change', draw);
    };
  }, [peaks, total, seconds]);

  return (
    <div className="waveform">
      <p className="waveform-who" aria-hidden="true">
        <span data-role="user">Caller</span>
        <span data-role="assistant">{agent}</span>
      </p>
      <div className="waveform-drawing">
        <canvas ref={canvas} aria-hidden="true" />
        <input
          type="range"
          aria-label="Place in the recording"
          aria-valuetext={`${clock(seconds)} of ${clock(total)}`}
          min={0}
          max={total}
          step={0.01}
          value={Math.min(seconds, total)}
          onChange={(event) => seek(event.target.valueAsNumber)}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowLeft' ? -STEP_SECONDS : event.key === 'ArrowRight' ? STEP_SECONDS : 0;
            if (by === 0) return;
            event.preventDefault();
            seek(Math.max(0, Math.min(total, seconds + by)));
          }}
        />
        {!wanted && (
          <Button className="button waveform-ask" onPress={() => setWanted(true)}>
            Draw this long recording
          </Button>
        )}
      </div>
      {state === 'failed' && <p className="player-note">The waveform cannot be drawn. Playing may still work.</p>}
    </div>
  );
}
