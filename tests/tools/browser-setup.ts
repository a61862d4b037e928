// Removes what a browser test has rendered once it ends.
import '@testing-library/svelte/vitest';
