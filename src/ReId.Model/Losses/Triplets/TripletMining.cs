namespace ReId.Model.Losses.Triplets;

/// <summary>The miners of the catalogue, as an option of a loss.</summary>
public enum TripletMining
{
    /// <summary>Semi-hard negatives.</summary>
    SemiHard,

    /// <summary>Every valid triplet.</summary>
    All,

    /// <summary>Farthest positive, nearest negative.</summary>
    BatchHard,

    /// <summary>Drawn by soft weights.</summary>
    Weighted,

    /// <summary>Nearest positive, nearest negative.</summary>
    EasyPositive,
}
