#pragma once
#include <string_view>

/// What every SVG of a tree begins with. Colours follow the reader's preference for light or dark; the fonts
/// are those that are there.
namespace select_model::svg {

/// Width, height, title, description.
inline constexpr std::string_view opening =
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-labelledby="title description">
<title id="title">{2}</title>
<desc id="description">{3}</desc>
)";

/// Width, height.
inline constexpr std::string_view background =
    R"(<rect class="paper" width="{}" height="{}"/>
)";

inline constexpr std::string_view style = R"(<style>
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-size: 13px; fill: #1f2328; white-space: pre; }
.paper { fill: #ffffff; }
.card { fill: #f6f8fa; stroke: #d0d7de; }
.leaf { fill: #ddf4ff; stroke: #80ccff; }
.line { fill: none; stroke: #afb8c1; stroke-width: 1.5; }
.question { font-size: 19px; font-weight: 600; }
.name { font-size: 14px; font-weight: 600; }
.muted { fill: #59636e; }
.code, .models, .later { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px; }
.code { fill: #0550ae; }
.models { font-size: 13px; font-weight: 600; fill: #0a3069; }
.later { fill: #0a3069; }
.reads { fill: #953800; }
.outcome { font-size: 14px; font-weight: 600; fill: #116329; }
.badge { fill: #ffffff; stroke: #afb8c1; stroke-width: 1.5; }
.badge.yes { fill: #1a7f37; stroke: #1a7f37; }
.badge.no { fill: #8c959f; stroke: #8c959f; }
.badge.open { fill: #ffffff; stroke: #9a6700; }
.ordinal { font-size: 11px; text-anchor: middle; fill: #59636e; }
.sign { fill: none; stroke: #ffffff; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.card.taken { fill: #f0fff4; stroke: #1a7f37; stroke-width: 2; }
.leaf.taken { fill: #dafbe1; stroke: #1a7f37; stroke-width: 2; }
.line.taken { stroke: #1a7f37; stroke-width: 2.5; }
.passed { opacity: 0.8; }
.unreached { opacity: 0.62; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .paper { fill: #0d1117; }
  .card { fill: #161b22; stroke: #30363d; }
  .leaf { fill: #0c2d4d; stroke: #1f6feb; }
  .line { stroke: #484f58; }
  .muted, .ordinal { fill: #9198a1; }
  .code { fill: #79c0ff; }
  .models, .later { fill: #cae8ff; }
  .reads { fill: #ffa657; }
  .outcome { fill: #56d364; }
  .badge { fill: #0d1117; stroke: #484f58; }
  .badge.yes { fill: #238636; stroke: #238636; }
  .badge.no { fill: #6e7681; stroke: #6e7681; }
  .badge.open { fill: #0d1117; stroke: #d29922; }
  .card.taken { fill: #0f2a1a; stroke: #2ea043; }
  .leaf.taken { fill: #12361f; stroke: #2ea043; }
  .line.taken { stroke: #2ea043; }
}
</style>
)";

}  // namespace select_model::svg
