import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startSession } from '../state/start';
import { App } from './App';
import './theme.css';

startSession();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
