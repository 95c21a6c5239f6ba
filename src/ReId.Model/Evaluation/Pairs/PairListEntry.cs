namespace ReId.Model.Evaluation.Pairs;

/// <summary>A pair of a list: two pictures, and whether they show the same identity.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="FirstName">Identity of the first picture; its folder.</param>
/// <param name="FirstNumber">Number of the first picture, from 1.</param>
/// <param name="SecondName">Identity of the second picture.</param>
/// <param name="SecondNumber">Number of the second picture.</param>
/// <param name="Same">True in a line <c>name n1 n2</c>.</param>
public readonly record struct PairListEntry(
    int Line, string FirstName, int FirstNumber, string SecondName, int SecondNumber, bool Same);
