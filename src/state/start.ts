import { syncAtlas } from './atlas-sync';
import { activeData } from './data-sets';
import { syncDevices } from './devices-sync';
import { syncLink } from './link-sync';
import { syncPreviews } from './preview-sync';
import { trainingKey } from './recipes';
import { loadResults } from './results-load';
import { cancelRun } from './run';
import type { RunGoal } from './session-slice';
import { useStore } from './store';
import { syncTheme } from './theme';
import { syncTitle } from './title';
import { syncWarmth } from './warm';

/** Starts the page: opens the address, restores what was trained, and keeps both in step with the store. */
export function startSession(): void {
  syncTheme();
  syncTitle();
  syncDevices();
  syncPreviews();
  syncLink();
  syncAtlas();
  syncWarmth();
  if (!window.isSecureContext) useStore.getState().notify('info', PLAIN_HTTP);
  void loadResults();
  useStore.subscribe((state, previous) => {
    if (state.design === previous.design && state.ownData === previous.ownData) return;
    const before = trainingKey(previous.design, activeData(previous.design, previous.ownData));
    const now = trainingKey(state.design, activeData(state.design, state.ownData));
    if (now === before) return;
    if (state.sweep.state === 'idle') return void loadResults();
    state.notify('info', CHANGED[state.sweep.goal]);
    void cancelRun();
  });
}

const CHANGED: Readonly<Record<RunGoal, string>> = {
  train: 'The design changed, so training of the old one stopped. Its finished epochs are kept.',
  preview: 'The design changed, so the preview of the old one stopped.',
  compress: 'The design changed, so compression of the old one stopped. Finished steps and epochs are kept.',
};

const PLAIN_HTTP =
  'This page came over plain http. Training, links and export work; WebGPU, copying to the clipboard and ' +
  'keeping two tabs from training the same cell need https or localhost.';
