/** The part of the Trusted Types API used here; not every browser has it. */
interface ScriptUrlPolicies {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptUrlPolicy;
}

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

/** Returns the address when it is one of ours; throws for another origin, a blob or a data address. */
function ownScript(url: string): string {
  const { origin } = new URL(url, document.baseURI);
  if (origin !== location.origin || url.startsWith('blob:'))
    throw new TypeError(`Not a script of this app: ${url}`);
  return url;
}

const { trustedTypes } = globalThis as { trustedTypes?: ScriptUrlPolicies };

const policy: ScriptUrlPolicy = trustedTypes?.createPolicy('app-script-url', {
  createScriptURL: ownScript,
}) ?? {
  createScriptURL: ownScript,
};

/**
 * Returns the address of one of our own scripts in the form that `new Worker` and a service-worker registration take
 * under the content policy: where the browser knows Trusted Types, an object that reads as the string it is typed as.
 * Throws when the address is not of this origin.
 */
export function scriptUrl(url: string): string {
  return policy.createScriptURL(url);
}
