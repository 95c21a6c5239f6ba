namespace ReId.Model.Weights;

/// <summary>
/// Bytes are not what their format says. The message is the second half of a sentence ("its header …"); whoever knows
/// the path wraps it into the <see cref="ReId.Contracts.ReIdException"/> that the user reads.
/// </summary>
internal sealed class WeightsFormatException(string message, Exception? cause = null) : Exception(message, cause);
