// What the README shows, as another project would write it: load, ask, decide, read, render.
#include <cstdio>
#include <select_model/select_model.hpp>

int main() {
  const auto selector = select_model::Selector::load({});
  if (!selector) {
    for (const auto& problem : selector.problems) std::fputs(problem.text.c_str(), stderr);
    return 2;
  }
  const auto request =
      selector->request({{"task", "code"}, {"context_needed", 12'000}, {"max_cost_per_request", "$0.10"}});
  if (!request) {
    for (const auto& problem : request.problems) std::fputs(problem.text.c_str(), stderr);
    return 2;
  }
  const auto answer = selector->select(*request, select_model::Day{2026, 4, 1});
  const select_model::Candidate* best = answer.best();
  if (!best || answer.outcome() != select_model::Recommendation::Outcome::recommended) return 1;
  std::printf("%s %s, branch %s, %zu ranked, %zu rejected\n", best->offer.c_str(), best->api_model.c_str(),
              answer.branch().c_str(), answer.ranked().size(), answer.rejected().size());

  // Wrong input comes back as problems with a mend, not as an exception.
  const auto wrong = selector->request({{"taks", "code"}, {"max_latency", 3}});
  if (wrong || wrong.problems.size() != 2) return 1;
  std::printf("%s; %s\n", wrong.problems[0].message.c_str(), wrong.problems[0].help.c_str());

  select_model::Session session(*selector);
  const auto& choices = session.select(*request, select_model::Day{2026, 4, 1}, 1);
  if (choices.size() != 1 || session.offer_id(choices[0].offer) != best->offer) return 1;
  return answer.json().find("\"schema\"") == std::string::npos || answer.text().empty() ||
                 answer.markdown().empty()
             ? 1
             : 0;
}
