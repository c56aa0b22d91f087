/* The map of camera points. Works without tiles: plain ground, the villages' centres, the points. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var box = document.getElementById("map");
  if (!box || !window.L) { return; }
  var map = L.map(box, {scrollWheelZoom: false, attributionControl: Boolean(box.dataset.tiles)});
  if (map.attributionControl) { map.attributionControl.setPrefix(false); }
  if (box.dataset.tiles) { L.tileLayer(box.dataset.tiles, {attribution: box.dataset.tilesBy, maxZoom: 19}).addTo(map); }
  L.control.scale({imperial: false}).addTo(map);
  map.setView([21.05, 106.95], 12);
  var ICONS = {good: "bi-camera-video-fill", blurred: "bi-camera-video", broken: "bi-camera-video-off-fill", unverified: "bi-question-lg"};
  function text(words) { var line = document.createElement("span"); line.textContent = words; return line; }
  fetch(box.dataset.url, {headers: {Accept: "application/json"}, credentials: "same-origin"}).then(function (answer) { return answer.json(); }).then(function (data) {
    var places = [];
    data.villages.forEach(function (village) {
      L.circleMarker(village.at, {radius: 22, color: "#8d958f", weight: 1, fillColor: "#e7f1ea", fillOpacity: 0.7, interactive: false}).addTo(map)
        .bindTooltip(text(village.name), {permanent: true, direction: "center", className: "map-village"});
      places.push(village.at);
    });
    data.features.forEach(function (feature) {
      var facts = feature.properties, at = feature.geometry.coordinates.slice().reverse();
      var icon = L.divIcon({className: "map-pin pin-" + facts.condition, html: '<i class="bi ' + ICONS[facts.condition] + '" aria-hidden="true"></i>', iconSize: [30, 30]});
      var words = document.createElement("div"), link = document.createElement("a");
      link.href = facts.url; link.textContent = facts.name;
      words.append(link, document.createElement("br"), text(facts.village + "; " + facts.units + " " + box.dataset.units), document.createElement("br"), text(facts.condition_label));
      L.marker(at, {icon: icon, title: facts.name, alt: facts.name + ", " + facts.condition_label}).addTo(map).bindPopup(words);
      places.push(at);
    });
    if (places.length) { map.fitBounds(L.latLngBounds(places).pad(0.2), {maxZoom: 15}); }
    box.dataset.ready = data.features.length;
  });
});
