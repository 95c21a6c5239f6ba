using ReId.Model.Training.Recipes;

namespace ReId.Cli.Commands.Data;

/// <summary>What to show.</summary>
/// <param name="Recipe">Data, sampler, augmentation and network.</param>
/// <param name="Pictures">Rows, at most.</param>
/// <param name="Draws">Columns beside the picture itself.</param>
/// <param name="Output">The sheet.</param>
internal sealed record PreviewRequest(Recipe Recipe, int Pictures, int Draws, FileInfo Output);
