// Districts stand in one list grouped by province; choosing a province leaves only its own.
const province = document.querySelector("select[name=province]");
const district = document.querySelector("select[name=district]");
if (province && district && district.querySelector("optgroup")) {
  const groups = [...district.querySelectorAll("optgroup")];
  const narrow = () => {
    const name = province.selectedOptions[0]?.text;
    const kept = district.value;
    for (const group of groups) group.remove();
    for (const group of groups) if (!province.value || group.label === name) district.append(group);
    district.value = kept;
    if (district.selectedIndex < 0) district.selectedIndex = 0;
  };
  province.addEventListener("change", narrow);
  narrow();
}
