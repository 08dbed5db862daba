import type { History } from './histories.ts';

/** From when to when something ran. */
export interface Times {
  readonly begunMs: number;
  readonly endedMs: number;
}

/** When the local activities of this kind ran, as the history tells it. */
export function localTimes({ events }: History, activity: string): Times[] {
  return (events ?? []).flatMap((event) => {
    const data = event.markerRecordedEventAttributes?.details?.data?.payloads?.[0]?.data;
    const marker = data && JSON.parse(Buffer.from(data).toString());
    if (marker?.activity_type !== activity) return [];
    return [{ begunMs: inMs(marker.original_schedule_time), endedMs: inMs(marker.complete_time) }];
  });
}

/** Whether there was a moment at which all of them ran. */
export const haveOverlapped = (times: readonly Times[]) =>
  Math.max(...times.map(({ begunMs }) => begunMs)) < Math.min(...times.map(({ endedMs }) => endedMs));

const inMs = ({ seconds, nanos }: { seconds: number; nanos: number }) => seconds * 1_000 + nanos / 1_000_000;
