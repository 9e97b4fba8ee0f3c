import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';

/** The recording's player as the page sees it. */
export interface Playback {
  audio: RefObject<HTMLAudioElement | null>;
  seconds: number;
  playing: boolean;
  failed: boolean;
  /** 1 is as it was spoken. */
  speed: number;
  /** Goes there, and plays from there. */
  seek: (seconds: number) => void;
  toggle: () => void;
  faster: () => void;
  /** What the audio element reports. */
  onTime: () => void;
  onPlaying: (playing: boolean) => void;
  onFailed: () => void;
}

const SPEEDS = [1, 1.25, 1.5, 2];

export function usePlayback(): Playback {
  const audio = useRef<HTMLAudioElement>(null);
  const [seconds, setSeconds] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [speed, setSpeed] = useState(1);

  const play = useCallback(() => {
    audio.current?.play().catch((failure: unknown) => {
      // A seek or pause while it starts aborts the start; that is no failure.
      if (!(failure instanceof DOMException && failure.name === 'AbortError')) setFailed(true);
    });
  }, []);
  const seek = useCallback(
    (to: number) => {
      if (audio.current === null) return;
      audio.current.currentTime = to;
      setSeconds(to);
      play();
    },
    [play],
  );
  const toggle = useCallback(() => {
    if (audio.current?.paused === true) play();
    else audio.current?.pause();
  }, [play]);
  const faster = useCallback(() => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    if (audio.current !== null) audio.current.playbackRate = next;
    setSpeed(next);
  }, [speed]);
  const onTime = useCallback(() => setSeconds(audio.current?.currentTime ?? 0), []);
  const onFailed = useCallback(() => setFailed(true), []);

  return useMemo(
    () => ({ audio, seconds, playing, failed, speed, seek, toggle, faster, onTime, onPlaying: setPlaying, onFailed }),
    [seconds, playing, failed, speed, seek, toggle, faster, onTime, onFailed],
  );
}
