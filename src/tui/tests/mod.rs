//! The screens as a person meets them: a desk on a small book, keys by the names of their actions, the screen as text.

mod accounts;
mod every_action;
mod first_steps;
mod importing;
mod looks;
mod painting;
mod properties;
mod rounds;
mod rows;
mod shuffled;
mod stage;
mod storms;
mod talks;
mod tasks;
mod ways;
