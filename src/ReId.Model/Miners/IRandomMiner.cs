namespace ReId.Model.Miners;

/// <summary>A miner that draws: what it draws follows from its seed and the iteration, so that a resumed run goes on alike.</summary>
public interface IRandomMiner
{
    /// <summary>Draws as iteration <paramref name="iteration"/> does, whatever was drawn before.</summary>
    /// <param name="iteration">Steps of the optimiser before this one.</param>
    void Restart(long iteration);
}
