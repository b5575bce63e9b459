#include <select_model/select_model.hpp>

int main() {}
