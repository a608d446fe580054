/** How often an open page asks whether there is a newer version. */
const ASK_MS = 60 * 60_000;

/** After so long a page is drawn, with its figures. */
const SETTLED_MS = 3_000;

/** A newer version of the application that lies ready: it is told, and taken when somebody says so. */
class Update {
  isReady = $state(false);
  private waiting: ServiceWorker | undefined;

  async watch(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    await atRest();
    const registration = await register();
    if (registration === undefined) return;
    this.see(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') this.see(registration.waiting);
      });
    });
    setInterval(() => void ask(registration), ASK_MS);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void ask(registration);
    });
  }

  take(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.waiting?.postMessage('take-over');
  }

  private see(worker: ServiceWorker | null): void {
    // The very first one replaces nothing.
    if (worker === null || navigator.serviceWorker.controller === null) return;
    this.waiting = worker;
    this.isReady = true;
  }
}

/** Undefined where this browser was told to keep nothing: then the pages work as ever, with network. */
async function register(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    await navigator.serviceWorker.register('/service-worker.js');
  } catch (error) {
    // A setting that forbids it, or a network that just went away.
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
  }
  return navigator.serviceWorker.getRegistration();
}

/** Keeping the application for later must not slow down what is opened now. */
function atRest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
}

/** Without network there is nothing to be asked, and the browser says so with a TypeError. */
async function ask(registration: ServiceWorkerRegistration): Promise<void> {
  try {
    await registration.update();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
  }
}

export const update = new Update();
