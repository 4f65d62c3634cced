//! The screens as a person meets them: a desk on a small book, keys by the names of their actions, the screen as text.

mod stage;
