import { useState } from "react";
import { isLanguage, LANGUAGES, speak, useWords } from "../say/words.tsx";

export type Theme = "device" | "light" | "dark";

/** Kept nowhere: the next start asks the device again. */
export const setTheme = (theme: Theme): void => {
  if (theme === "device") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

const themeNow = (): Theme => {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "device";
};

export const LanguageSelect = () => {
  const { t, language } = useWords();
  return (
    <label className="preference">
      <span className="hidden-visually">{t("preference.language")}</span>
      <select
        value={language}
        onChange={(event) => {
          if (isLanguage(event.target.value)) speak(event.target.value);
        }}
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};

export const Preferences = () => {
  const { t } = useWords();
  const [theme, setChosen] = useState(themeNow);
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    setChosen(chosen);
  };
  return (
    <div className="preferences">
      <LanguageSelect />
      <label className="preference">
        <span className="hidden-visually">{t("preference.theme")}</span>
        <select
          value={theme}
          onChange={(event) => {
            const { value } = event.target;
            if (value === "device" || value === "light" || value === "dark") choose(value);
          }}
        >
          <option value="device">{t("theme.device")}</option>
          <option value="light">{t("theme.light")}</option>
          <option value="dark">{t("theme.dark")}</option>
        </select>
      </label>
    </div>
  );
};
