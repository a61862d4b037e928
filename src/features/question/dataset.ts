import { createContext, untrack } from 'svelte';
import type { CalendarDate } from '../../base/calendar.ts';
import type { Result } from '../../base/result.ts';
import type { ColumnInfo } from '../../domain/columns.ts';
import { likeliestMoneyFirst } from '../../domain/names.ts';
import { previousRange } from '../../engine/previous-range.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { Format } from '../../i18n/format.ts';
import type { PropertyValues, WorkspaceView } from '../../protocol/requests.ts';
import type { DateRange } from '../../questions/activity.ts';
import type { PropertyRef } from '../../questions/filter.ts';
import { SavedList } from '../../state/saved.svelte.ts';
import type { Session } from '../../state/session.svelte.ts';
import type { Option } from '../../ui/types.ts';
import { dateOf } from './presets.ts';

/** A property as the value of an option. */
export const writeRef = ({ scope, name }: PropertyRef): string => `${scope}:${name}`;

/** Reads `writeRef`'s text back. */
export function readRef(text: string): PropertyRef {
  const at = text.indexOf(':');
  return { scope: text.slice(0, at) === 'person' ? 'person' : 'event', name: text.slice(at + 1) };
}

/** What can be asked about in the open workspace: its events and properties, and how it writes numbers and dates. */
export class Dataset {
  /** Conditions on people that are kept under a name. */
  readonly segments: SavedList<'peopleSegments'>;
  readonly #session: Session;
  readonly #view: () => WorkspaceView;
  readonly #format: () => Format;

  constructor(session: Session, view: () => WorkspaceView, format: () => Format) {
    this.#session = session;
    this.#view = view;
    this.#format = format;
    this.segments = new SavedList(
      session,
      'peopleSegments',
      untrack(() => view().workspace.id),
    );
  }

  get view(): WorkspaceView {
    return this.#view();
  }

  get format(): Format {
    return this.#format();
  }

  /** Event names with their counts, most frequent first. */
  get eventOptions(): readonly Option[] {
    return this.view.events.map(({ name, count }) => ({
      value: name,
      label: name,
      detail: this.format.integer(count),
    }));
  }

  columns(scope: PropertyRef['scope']): readonly ColumnInfo[] {
    return scope === 'event' ? this.view.eventProperties : this.view.personProperties;
  }

  /** Number properties, those that read like money first, the likeliest foremost. */
  amounts(scope: PropertyRef['scope']): readonly string[] {
    return likeliestMoneyFirst(
      this.columns(scope).flatMap(({ name, kind }) => (kind === 'number' ? [name] : [])),
    );
  }

  /** Properties of events, people or both, each with whose it is and its kind. */
  propertyOptions(scopes: readonly PropertyRef['scope'][]): readonly Option[] {
    return scopes.flatMap((scope) =>
      this.columns(scope).map(({ name, kind }) => ({
        value: writeRef({ scope, name }),
        label: name,
        detail: t(`question.property.${scope}.${kind}`),
      })),
    );
  }

  /** Kind of a property's column, undefined when the data do not have it. */
  kindOf = ({ scope, name }: PropertyRef): ColumnInfo['kind'] | undefined =>
    this.columns(scope).find((column) => column.name === name)?.kind;

  /** First and last day of the data in the workspace's zone; null without dated events. */
  get days(): { readonly first: CalendarDate; readonly last: CalendarDate } | null {
    const { span, workspace } = this.view;
    return (
      span && { first: dateOf(span.from, workspace.timeZone), last: dateOf(span.to, workspace.timeZone) }
    );
  }

  /** The time before a range that it is compared with, in words; null when there is none (F13). */
  previousText(range: DateRange): string | null {
    const { span, workspace } = this.view;
    const before = previousRange({ span, zone: workspace.timeZone }, range);
    if (before === null) return null;
    return t('question.compare.previous.dates', {
      from: this.format.calendarDate(before.from),
      to: this.format.calendarDate(before.to),
    });
  }

  /** Asks for the most frequent values of a property, or those that contain `search`. */
  values(property: PropertyRef, search: string, signal: AbortSignal): Promise<Result<PropertyValues>> {
    return this.#session.call(
      'property.values',
      { workspace: this.view.workspace.id, property, search, limit: 100 },
      { signal },
    );
  }
}

/** The dataset that the parts of a question read; set by the page. */
export const [getDataset, setDataset] = createContext<Dataset>();
