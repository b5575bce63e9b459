#include "policy/solver.hpp"

#include <algorithm>
#include <cassert>
#include <condition_variable>
#include <dlfcn.h>
#include <mutex>
#include <new>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <z3.h>

namespace select_model::analysis {

namespace {

/// The functions of the library that are used here. Linking it would cost every start of the command two
/// milliseconds, so it is opened by name.
struct Library {
// clang-format off
// It does not come to rest on this.
#define SELECT_MODEL_Z3_FUNCTIONS(F) \
  F(mk_config) F(del_config) F(mk_context) F(del_context) F(set_error_handler) F(mk_params) \
  F(params_inc_ref) F(params_dec_ref) F(params_set_uint) F(mk_string_symbol) F(mk_bool_sort) \
  F(mk_int_sort) F(mk_real_sort) F(mk_fresh_const) F(mk_true) F(mk_false) F(mk_eq) F(mk_not) \
  F(mk_ite) F(mk_and) F(mk_or) F(mk_add) F(mk_mul) F(mk_lt) F(mk_le) F(mk_int2real) F(mk_numeral) \
  F(get_bool_value) F(get_numeral_string) F(mk_simple_solver) F(solver_inc_ref) F(solver_dec_ref) \
  F(solver_set_params) F(solver_push) F(solver_pop) F(solver_assert) F(solver_check_assumptions) \
  F(solver_get_unsat_core) F(solver_get_model) F(model_inc_ref) F(model_dec_ref) F(model_eval) \
  F(ast_vector_inc_ref) F(ast_vector_dec_ref) F(ast_vector_size) F(ast_vector_get) F(get_ast_kind) \
  F(to_app) F(get_app_num_args) F(get_app_arg) F(interrupt)
// clang-format on
#define SELECT_MODEL_Z3_MEMBER(name) decltype(&Z3_##name) name = nullptr;
  SELECT_MODEL_Z3_FUNCTIONS(SELECT_MODEL_Z3_MEMBER)
#undef SELECT_MODEL_Z3_MEMBER

  std::string problem;  // empty: all of it is there

  Library() {
    void* handle = ::dlopen(SELECT_MODEL_Z3_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    // Where it was built with one that no loader knows of.
    if (!handle) handle = ::dlopen(SELECT_MODEL_Z3_PATH, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
      problem = "Z3 could not be loaded: install " SELECT_MODEL_Z3_LIBRARY;
      return;
    }
#define SELECT_MODEL_Z3_LOAD(name)                                       \
  name = reinterpret_cast<decltype(name)>(::dlsym(handle, "Z3_" #name)); \
  if (!name) problem = "the Z3 that is installed lacks Z3_" #name;
    SELECT_MODEL_Z3_FUNCTIONS(SELECT_MODEL_Z3_LOAD)
#undef SELECT_MODEL_Z3_LOAD
#undef SELECT_MODEL_Z3_FUNCTIONS
  }
};

const Library& library() {
  static const Library loaded;
  return loaded;
}

Z3_ast ast(Term term) { return static_cast<Z3_ast>(term.node); }

std::vector<Z3_ast> asts(const std::vector<Term>& terms) {
  std::vector<Z3_ast> all;
  for (const Term term : terms) all.push_back(ast(term));
  return all;
}

unsigned size_of(const std::vector<Z3_ast>& all) { return static_cast<unsigned>(all.size()); }

/// Ends what a context does when its time is over. The prover's own timers are not used: those of 4.8.12 may
/// wait for one another for ever.
class Watch {
 public:
  using Time = std::chrono::steady_clock::time_point;
  Watch(const Library& z3, Z3_context context) : z3_(z3), context_(context) {}
  ~Watch() {
    if (!thread_.joinable()) return;
    set(Time::max(), true);
    thread_.join();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void end_at(Time time) {
    if (time == Time::max()) return;
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    set(time, false);
  }
  void rest() {
    if (thread_.joinable()) set(Time::max(), false);
  }

 private:
  void set(Time time, bool over) {
    const std::lock_guard lock(mutex_);
    until_ = time;
    over_ = over;
    changed_.notify_one();
  }
  void run() {
    std::unique_lock lock(mutex_);
    while (!over_) {
      const Time until = until_;
      if (until == Time::max()) {
        changed_.wait(lock);
      } else if (changed_.wait_until(lock, until) == std::cv_status::timeout && until_ == until) {
        z3_.interrupt(context_);
        // It may not have begun to listen yet.
        until_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(10);
      }
    }
  }

  const Library& z3_;
  Z3_context context_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Time until_ = Time::max();
  bool over_ = false;
};

/// What `new` does where there is no memory: Z3 goes on with null.
void miss_memory() {
  if (const auto handler = std::get_new_handler()) handler();
  throw std::bad_alloc();
}

}  // namespace

struct Solver::Z3 {
  const Library& z3 = library();
  Z3_context context = nullptr;
  Z3_solver solver = nullptr;
  Z3_model model = nullptr;
  std::unique_ptr<Watch> watch;
  std::vector<Z3_ast> required;     // what `check_products` starts from
  std::vector<std::size_t> scopes;  // how many were required at each push
  std::unordered_map<Z3_ast, std::uint32_t> marks;

  Z3() {
    const Z3_config config = z3.mk_config();
    context = z3.mk_context(config);
    z3.del_config(config);
    if (!context) miss_memory();
    // Without this it ends the process; any other error is seen as an answer that is not settled.
    z3.set_error_handler(context, [](Z3_context, Z3_error_code code) {
      if (code == Z3_MEMOUT_FAIL) miss_memory();
    });
    solver = z3.mk_simple_solver(context);
    if (!solver) miss_memory();
    z3.solver_inc_ref(context, solver);
    watch = std::make_unique<Watch>(z3, context);
  }

  ~Z3() {
    watch.reset();
    forget_model();
    z3.solver_dec_ref(context, solver);
    z3.del_context(context);
  }
  Z3(const Z3&) = delete;
  Z3& operator=(const Z3&) = delete;

  void forget_model() {
    if (model) z3.model_dec_ref(context, model);
    model = nullptr;
  }

  void limit(Z3_solver which, const Limit& limit) const {
    const Z3_params params = z3.mk_params(context);
    z3.params_inc_ref(context, params);
    z3.params_set_uint(context, params, z3.mk_string_symbol(context, "rlimit"), limit.steps);
    z3.solver_set_params(context, which, params);
    z3.params_dec_ref(context, params);
  }

  Settled ask(Z3_solver which, const std::vector<Z3_ast>& assumptions, const Limit& allowed) {
    forget_model();
    limit(which, allowed);
    watch->end_at(allowed.until);
    const Z3_lbool answer =
        z3.solver_check_assumptions(context, which, size_of(assumptions), assumptions.data());
    watch->rest();
    if (answer == Z3_L_FALSE) return Settled::unsatisfiable;
    if (answer == Z3_L_TRUE) model = z3.solver_get_model(context, which);
    if (!model) return Settled::unsettled;
    z3.model_inc_ref(context, model);
    return Settled::satisfiable;
  }

  std::vector<std::size_t> core(const std::vector<Z3_ast>& names) const {
    std::vector<std::size_t> indexes;
    const Z3_ast_vector found = z3.solver_get_unsat_core(context, solver);
    z3.ast_vector_inc_ref(context, found);
    for (unsigned i = 0; i < z3.ast_vector_size(context, found); ++i) {
      const auto name = std::ranges::find(names, z3.ast_vector_get(context, found, i));
      if (name != names.end()) indexes.push_back(static_cast<std::size_t>(name - names.begin()));
    }
    z3.ast_vector_dec_ref(context, found);
    std::ranges::sort(indexes);
    return indexes;
  }

  Z3_sort sort(Sort which) const {
    return which == Sort::boolean ? z3.mk_bool_sort(context)
           : which == Sort::whole ? z3.mk_int_sort(context)
                                  : z3.mk_real_sort(context);
  }

  Z3_ast evaluate(Term term) const {
    assert(model);
    Z3_ast result = nullptr;
    z3.model_eval(context, model, ast(term), true, &result);
    return result;
  }
};

std::optional<std::string> Solver::absence() {
  const std::string& problem = library().problem;
  return problem.empty() ? std::nullopt : std::optional(problem);
}

Solver::Solver() : z3_(std::make_unique<Z3>()) {
  true_ = {z3_->z3.mk_true(z3_->context)};
  false_ = {z3_->z3.mk_false(z3_->context)};
}
Solver::~Solver() = default;

Term Solver::variable(Sort sort) { return {z3_->z3.mk_fresh_const(z3_->context, "v", z3_->sort(sort))}; }
void Solver::mark(Term variable, std::uint32_t index) { z3_->marks.emplace(ast(variable), index); }

std::vector<std::uint32_t> Solver::marked_in(const std::vector<Term>& formulas) const {
  const Library& z3 = z3_->z3;
  std::vector<std::uint32_t> found;
  std::vector<Z3_ast> open = asts(formulas);
  std::unordered_set<Z3_ast> seen(open.begin(), open.end());
  while (!open.empty()) {
    const Z3_ast node = open.back();
    open.pop_back();
    if (z3.get_ast_kind(z3_->context, node) != Z3_APP_AST) continue;
    const Z3_app app = z3.to_app(z3_->context, node);
    const unsigned arguments = z3.get_app_num_args(z3_->context, app);
    const auto mark = arguments == 0 ? z3_->marks.find(node) : z3_->marks.end();
    if (mark != z3_->marks.end()) found.push_back(mark->second);
    for (unsigned i = 0; i < arguments; ++i) {
      const Z3_ast argument = z3.get_app_arg(z3_->context, app, i);
      if (seen.insert(argument).second) open.push_back(argument);
    }
  }
  std::ranges::sort(found);
  return found;
}

Term Solver::number(const Rational& value, Sort sort) {
  return {z3_->z3.mk_numeral(z3_->context, value.to_fraction().c_str(), z3_->sort(sort))};
}

Term Solver::negation(Term a) {
  if (is_true(a)) return false_;
  if (is_false(a)) return true_;
  return {z3_->z3.mk_not(z3_->context, ast(a))};
}

Term Solver::all_of(std::vector<Term> terms) {
  std::erase(terms, true_);
  if (std::ranges::find(terms, false_) != terms.end()) return false_;
  if (terms.size() <= 1) return terms.empty() ? true_ : terms[0];
  const auto all = asts(terms);
  return {z3_->z3.mk_and(z3_->context, size_of(all), all.data())};
}

Term Solver::any_of(std::vector<Term> terms) {
  std::erase(terms, false_);
  if (std::ranges::find(terms, true_) != terms.end()) return true_;
  if (terms.size() <= 1) return terms.empty() ? false_ : terms[0];
  const auto all = asts(terms);
  return {z3_->z3.mk_or(z3_->context, size_of(all), all.data())};
}

Term Solver::choose(Term condition, Term then, Term otherwise) {
  if (then == otherwise || is_true(condition)) return then;
  if (is_false(condition)) return otherwise;
  if (is_true(then)) return any_of({condition, otherwise});
  if (is_false(then)) return all_of({negation(condition), otherwise});
  if (is_true(otherwise)) return any_of({negation(condition), then});
  if (is_false(otherwise)) return all_of({condition, then});
  return {z3_->z3.mk_ite(z3_->context, ast(condition), ast(then), ast(otherwise))};
}

Term Solver::same(Term a, Term b) {
  if (a == b || is_true(b)) return a == b ? true_ : a;
  if (is_true(a)) return b;
  if (is_false(a)) return negation(b);
  if (is_false(b)) return negation(a);
  return {z3_->z3.mk_eq(z3_->context, ast(a), ast(b))};
}

Term Solver::sum(const std::vector<Term>& terms) {
  const auto all = asts(terms);
  return all.size() == 1 ? terms[0] : Term{z3_->z3.mk_add(z3_->context, size_of(all), all.data())};
}
Term Solver::product(const std::vector<Term>& factors) {
  const auto all = asts(factors);
  return all.size() == 1 ? factors[0] : Term{z3_->z3.mk_mul(z3_->context, size_of(all), all.data())};
}
Term Solver::at_most(Term a, Term b) { return {z3_->z3.mk_le(z3_->context, ast(a), ast(b))}; }
Term Solver::less(Term a, Term b) { return {z3_->z3.mk_lt(z3_->context, ast(a), ast(b))}; }
Term Solver::as_real(Term whole) { return {z3_->z3.mk_int2real(z3_->context, ast(whole))}; }

void Solver::require(Term term) {
  if (is_true(term)) return;
  z3_->required.push_back(ast(term));
  z3_->z3.solver_assert(z3_->context, z3_->solver, ast(term));
}
void Solver::push() {
  z3_->scopes.push_back(z3_->required.size());
  z3_->z3.solver_push(z3_->context, z3_->solver);
}
void Solver::pop() {
  z3_->required.resize(z3_->scopes.back());
  z3_->scopes.pop_back();
  z3_->z3.solver_pop(z3_->context, z3_->solver, 1);
}

// The prover takes names alone as assumptions, so each formula gets one.
Settled Solver::check(const std::vector<Term>& formulas, Limit limit, std::vector<std::size_t>* core) {
  const Library& z3 = z3_->z3;
  std::vector<Z3_ast> names;
  z3.solver_push(z3_->context, z3_->solver);
  for (const Term formula : formulas) {
    if (core) {
      names.push_back(ast(variable(Sort::boolean)));
      z3.solver_assert(z3_->context, z3_->solver, ast(any_of({negation({names.back()}), formula})));
    } else {
      z3.solver_assert(z3_->context, z3_->solver, ast(formula));
    }
  }
  const Settled settled = z3_->ask(z3_->solver, names, limit);
  if (core && settled == Settled::unsatisfiable) *core = z3_->core(names);
  z3.solver_pop(z3_->context, z3_->solver, 1);
  return settled;
}

Settled Solver::check_products(const std::vector<Term>& formulas, Limit limit) {
  const Library& z3 = z3_->z3;
  const Z3_solver solver = z3.mk_simple_solver(z3_->context);
  z3.solver_inc_ref(z3_->context, solver);
  for (const Z3_ast required : z3_->required) z3.solver_assert(z3_->context, solver, required);
  for (const Term formula : formulas) z3.solver_assert(z3_->context, solver, ast(formula));
  const Settled settled = z3_->ask(solver, {}, limit);
  z3.solver_dec_ref(z3_->context, solver);
  return settled;
}

bool Solver::truth(Term term) const {
  return z3_->z3.get_bool_value(z3_->context, z3_->evaluate(term)) == Z3_L_TRUE;
}

Rational Solver::value(Term term) const {
  const std::string text = z3_->z3.get_numeral_string(z3_->context, z3_->evaluate(term));
  const std::size_t slash = text.find('/');
  const auto numerator = Rational::parse(text.substr(0, slash));
  const auto denominator =
      slash == std::string::npos ? Rational(1) : Rational::parse(text.substr(slash + 1)).value_or(1);
  return numerator.value_or(0) / denominator;
}

Term Solver::constant(bool truth) const { return truth ? true_ : false_; }

}  // namespace select_model::analysis
