using ReId.Contracts;

namespace ReId.Ingest.Pictures;

/// <summary>A picture's header claims more pixels than are decoded.</summary>
/// <param name="message">The sentence that the user reads.</param>
public sealed class PictureTooLargeException(string message) : ReIdException(message);
