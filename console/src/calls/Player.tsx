import { Button } from 'react-aria-components/Button';
import type { Recording } from '../protocol';
import { Icon } from '../shell/Icon';
import { clock } from '../time';
import type { Playback } from './usePlayback';
import { Waveform } from './Waveform';

/** Plays a call's recording: the caller above the line, the agent below. */
export function Player({ recording, agent, playback }: { recording: Recording; agent: string; playback: Playback }) {
  const { audio, seconds, playing, failed, speed, seek, toggle, faster, onTime, onPlaying, onFailed } = playback;
  return (
    <section className="player" aria-label="Recording">
      <audio
        ref={audio}
        src={recording.url}
        preload="metadata"
        onTimeUpdate={onTime}
        onPlay={() => onPlaying(true)}
        onPause={() => onPlaying(false)}
        onError={onFailed}
      />
      <div className="player-controls">
        <Button className="button button-main player-play" aria-label={playing ? 'Pause' : 'Play'} onPress={toggle} isDisabled={failed}>
          <Icon name={playing ? 'pause' : 'play'} />
        </Button>
        <span className="player-time">
          {clock(seconds)} <span className="faint">/ {clock(recording.seconds)}</span>
        </span>
        <Button className="button button-quiet player-speed" aria-label={`Speed ${speed}`} onPress={faster}>
          {speed}×
        </Button>
      </div>
      <Waveform recording={recording} agent={agent} seconds={seconds} seek={seek} />
      {failed && (
        <p className="player-note" role="alert">
          The recording cannot be played. It may have been deleted; the transcript below is kept apart from it.
        </p>
      )}
      {recording.partial && <p className="player-note">Some of this call’s sound is missing from the recording.</p>}
    </section>
  );
}
