class BookExists extends Error {}

// Books in memory, behind callbacks as drivers used to have them.
function createBooks() {
  const books = [{ id: 1, title: "Walden" }];
  return {
    find(id, callback) {
      const book = books.find((one) => String(one.id) === id);
      setImmediate(callback, null, book);
    },
    add(title, callback) {
      if (books.some((one) => one.title === title)) {
        setImmediate(callback, new BookExists(title));
        return;
      }
      const book = { id: books.length + 1, title };
      books.push(book);
      setImmediate(callback, null, book);
    },
  };
}

module.exports = { BookExists, createBooks };
