import type { Component } from 'svelte';
import type { WorkspaceView } from '../../protocol/requests.ts';
import DashboardSection from './DashboardSection.svelte';
import MeasuresSection from './measures/MeasuresSection.svelte';
import type { Overview } from './open.svelte.ts';

/** A part of the page a workspace opens with. */
interface Section {
  readonly id: string;
  readonly Part: Component<{ view: WorkspaceView } & Overview>;
}

/** The parts of the page, in their order: key measures and the biggest leaks come first, then the dashboards. */
export const sections: readonly Section[] = [
  { id: 'measures', Part: MeasuresSection },
  { id: 'dashboard', Part: DashboardSection },
];
