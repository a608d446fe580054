import { goto } from '$app/navigation';

/** Back to where one came from; in a tab that was opened with this page, to the list it belongs to. */
export function goBack(list: '/clients' | '/dashboard'): void {
  // What was open in this tab before our pages is not among them. A browser that can't tell is led to the list.
  if ('navigation' in window && navigation.canGoBack) history.back();
  else void goto(list, { replace: true });
}
