import type { Component } from 'svelte';

/** An icon: a deep import of `@lucide/svelte`, or a component of our own with the same attributes. */
export type Icon = Component<{ class?: string; 'aria-hidden'?: 'true' }>;

/** Something to choose in a select, a combobox or a group of radio buttons. */
export interface OptionOf<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** A second, quieter piece such as a count or a data type. */
  readonly detail?: string;
  readonly disabled?: boolean;
}

export type Option = OptionOf<string>;

/** One of the forms in which the thing of a menu's row can be had. */
interface MenuForm {
  /** What its button shows: `SVG`. */
  readonly label: string;
  /** What it does, in full: `Churn by month as SVG`. */
  readonly name: string;
  readonly run: () => void;
}

export interface MenuItem {
  readonly label: string;
  /** Makes the row a name with a button for each form beside it; it is then no button itself. */
  readonly forms?: readonly MenuForm[];
  readonly icon?: Icon;
  readonly detail?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Draws a rule above this item. */
  readonly apart?: boolean;
  /** Where it leads; an item with `href` is a link. */
  readonly href?: string;
  readonly run?: () => void;
  /** Set for an item that is one of several to choose from. */
  readonly checked?: boolean;
}
